import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// What a policy asks for beside the card, from the command through agent and service to the log.
@Suite(.serialized) struct ObligationSystemTests {
  private static let insured = "208137512536476\n"
  private static let rules = [
    """
    physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10], reason: true, \
    second-person: {cards: [CPS], professions: [60], within: 15m}}
    """,
    """
    emergency: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [60], reason: true, \
    break-glass: true}
    """,
  ]

  private func look(_ bench: CommandBench, _ more: String...) async throws -> (status: Int32, output: String)
  {
    try await bench.run(
      ["call", "infopatient.lookup", "--subject", "-", "--json"] + more, input: Self.insured)
  }

  private func approve(
    _ bench: CommandBench, _ more: String...
  ) async throws -> (status: Int32, output: String) {
    try await bench.run(
      ["approve", "infopatient.lookup", "--subject", "-", "--json"] + more, input: Self.insured)
  }

  /// The national identifier that a login tells.
  private func identifier(in output: String) throws -> String {
    let line = try #require(output.split(separator: "\n").last)
    let report = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    let professional = try #require(report?["professional"] as? [String: Any])
    return try #require(professional["national_id"] as? String)
  }

  @Test func `a reason, a second person, and an emergency, each at a workstation of its own`() async throws {
    let tree = try IssuedTree()
    let service = try await ServiceProcess.genuine(trusting: tree, rules: Self.rules)
    let physician = try await CommandBench(tree.image(of: .physician), before: service)
    let nurse = try await CommandBench(tree.image(of: .nurse), before: service)
    let caller = try identifier(in: try await physician.login(typing: "1234").output)
    let other = try identifier(in: try await nurse.login(typing: "1234").output)

    #expect(try await look(physician).output.contains("gate.reason-required"))
    let alone = try await look(physician, "--reason", "Renouvellement de traitement")
    #expect(alone.output.contains("gate.second-person-required"), "\(alone.output)")
    #expect(try await approve(physician, "--for", caller).output.contains("policy.approval-refused"))
    #expect(try await approve(nurse, "--for", "8").output.contains("request.malformed"))
    let agreed = try await approve(nurse, "--for", caller)
    #expect(agreed.status == 0, "\(agreed.output)")
    #expect(agreed.output.contains(#""agreed":true"#))
    let together = try await look(physician, "--reason", "Renouvellement de traitement")
    #expect(together.status == 0, "\(together.output)")
    let again = try await look(physician, "--reason", "Renouvellement de traitement")
    #expect(again.output.contains("gate.second-person-required"))

    #expect(try await look(nurse).output.contains("gate.break-glass-required"))
    #expect(try await look(nurse, "--break-glass").output.contains("gate.reason-required"))
    let malformed = try await look(nurse, "--break-glass", "--reason", "NIR 2 08 13 75 125 364")
    #expect(malformed.output.contains("gate.reason-malformed"), "\(malformed.output)")
    let emergency = try await look(nurse, "--break-glass", "--reason", "Urgence vitale")
    #expect(emergency.status == 0, "\(emergency.output)")
    #expect(caller != other)

    let database = try #require(service.database)
    let reviews = try await nurse.run("policy", "reviews", database, "--json")
    #expect(reviews.output.contains("Urgence vitale"), "\(reviews.output)")
    #expect(try await nurse.run("audit", "verify", database, "--json").output.contains(#""whole":true"#))
  }
}
