import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// A function confirmed by a PIN typed again, from the card in a real reader to the service.
@Suite(.serialized) struct StepUpSystemTests {
  private static let insured = "208137512536476"

  private func bench(_ card: SyntheticCard) async throws -> (CommandBench, IssuedTree, ServiceProcess) {
    let tree = try IssuedTree()
    let service = try await ServiceProcess.genuine(trusting: tree)
    return (try await CommandBench(tree.image(of: card), before: service), tree, service)
  }

  @Test func `HN-22 a step-up costs one VERIFY, and the session goes on under another token`() async throws {
    let (bench, _, service) = try await bench(.physician)
    #expect(try await bench.stepUp("infopatient.lookup", typing: "1234").status == 1)
    #expect(bench.verifications == 0)
    #expect(try await bench.login(typing: "1234").status == 0)
    let confirmed = try await bench.stepUp("infopatient.lookup", typing: "1234")
    #expect(confirmed.status == 0, "\(confirmed.output)")
    #expect(confirmed.output.contains(#""family_name""#))
    #expect(bench.verifications == 2)
    let about = try await bench.stepUp(
      "infopatient.lookup", "--subject", Self.insured, typing: "1234")
    #expect(about.status == 0, "\(about.output)")
    #expect(bench.verifications == 3)
    let call = try await bench.run(
      "call", "infopatient.lookup", "--subject", "-", "--json", input: Self.insured + "\n")
    #expect(call.status == 0, "\(call.output)")
    #expect(try await bench.run("logout").status == 0)
    let database = try #require(service.database)
    let audit = try await bench.run("audit", "verify", database, "--json")
    #expect(audit.output.contains(#""whole":true"#))
  }

  @Test func `a wrong PIN, a wrong function name and a wrong card confirm nothing`() async throws {
    let (bench, tree, _) = try await bench(.physician)
    #expect(try await bench.login(typing: "1234").status == 0)
    let wrong = try await bench.stepUp("infopatient.lookup", typing: "9999")
    #expect(wrong.status == 20)
    #expect(bench.triesLeft == 2)
    #expect(try await bench.stepUp("Not a name", typing: "1234").status == 34)
    let elsewhere = try await bench.stepUp(
      "infopatient.lookup", "--server", "https://other.example", typing: "1234")
    #expect(elsewhere.output.contains("session.other-service"))
    #expect(bench.verifications == 2)
    // One after the other: a card that is put in before the first one's leaving was seen stays mute for the daemon.
    await bench.removeCard()
    try await eventually("both slots are empty") {
      try await bench.run("readers", "--json").output.components(separatedBy: "absent").count == 3
    }
    try await bench.exchangeCard(for: try tree.image(of: .nurse))
    try await eventually("the other card is seen") {
      try await bench.run("readers", "--json").output.contains(#""card":"present""#)
    }
    let other = try await bench.stepUp("infopatient.lookup", typing: "1234")
    #expect(other.output.contains("session.step-up-card"), "\(other.output)")
    #expect(bench.verifications == 2)
    #expect(try await bench.run("status").status == 0)
  }
}
