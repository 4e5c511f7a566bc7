import CPSAuth
import CPSProof
import CPSTrust
import HTTPTestSupport
import InfopatientDemonstration
import Testing

/// What a policy asks for beside the holder, over HTTP.
@Suite struct ObligationRouteTests {
  private static let known = "208137512536476"
  private static let path = "/functions/infopatient.lookup"

  private func service(_ rules: PolicyRule...) throws -> TestService {
    let service = try TestService()
    service.gate.policy = try Policy(version: "obligations", rules: rules)
    return service
  }

  private func rule(
    _ name: String, _ profession: ProfessionCode, on function: FunctionName = InfopatientLookup.name,
    _ demands: PolicyDemands = .none, isBreakGlass: Bool = false
  ) -> PolicyRule {
    PolicyRule(
      name: name, effect: .allow, functions: .named([function]),
      holders: .card(CardCondition(types: [.cps], professions: [profession])), demands: demands,
      isBreakGlass: isBreakGlass)
  }

  private func body(_ members: String = "") -> String {
    #"{"schema":1,"subject":"\#(Self.known)"\#(members)}"#
  }

  @Test func `an emergency is declared with its reason, and reviewed by somebody else`() async throws {
    let service = try service(
      rule("emergency", .nurse, PolicyDemands(needsReason: true), isBreakGlass: true),
      rule("reviewers", .physician, on: AccessReview.function))
    let nurse = try service.workstation()
    let token = try await nurse.cardToken(FixtureCard("nurse"))
    for (members, code) in [
      ("", "gate.break-glass-required"), (#","break_glass":false"#, "gate.break-glass-required"),
      (#","break_glass":true"#, "gate.reason-required"),
      (#","break_glass":true,"reason":"ab""#, "gate.reason-malformed"),
      (#","break_glass":true,"reason":"NIR 208137512536476""#, "gate.reason-malformed"),
      (#","break_glass":"true","reason":"Urgence""#, "request.malformed"),
      (#","break_glass":true,"reasons":"Urgence""#, "request.malformed"),
    ] {
      #expect(try await nurse.send("POST", Self.path, body(members), token: token).code == code, "\(members)")
    }
    let opened = try await nurse.send(
      "POST", Self.path, body(#","break_glass":true,"reason":"Urgence vitale""#), token: token)
    #expect(opened.status == 200)
    let log = try await service.store.auditRecords(after: 0, limit: 1_000)
      .map { try AuditEntry(encoded: $0.content) }
    let entry = try #require(log.last { $0.event.awaitsReview }).sequence
    let review = #"{"schema":1,"verdict":"justified","remark":"Dossier relu"}"#
    #expect(
      try await nurse.send("POST", "/cpsauth/reviews/\(entry)", review, token: token).code == "gate.denied")
    let physician = try service.workstation()
    let other = try await physician.cardToken(FixtureCard("physician"))
    for (path, text, code) in [
      ("\(entry + 1)", review, "policy.review-refused"), ("0", review, "policy.review-refused"),
      ("0\(entry)", review, "request.malformed"), ("x", review, "request.malformed"),
      ("\(entry)", #"{"schema":1,"verdict":"due","remark":"Dossier relu"}"#, "request.malformed"),
      ("\(entry)", #"{"schema":1,"verdict":"justified"}"#, "request.malformed"),
    ] {
      #expect(
        try await physician.send("POST", "/cpsauth/reviews/\(path)", text, token: other).code == code,
        "\(path) \(text)")
    }
    #expect(
      try await physician.send("POST", "/cpsauth/reviews/\(entry)", review, token: other).status == 204)
    #expect(try await service.auditEvents().last?.decision == entry)
  }

  @Test func `a second person agrees to one call`() async throws {
    let demand = SecondPersonDemand(
      card: CardCondition(types: [.cps], professions: [.nurse]), life: .seconds(300))
    let service = try service(rule("two", .physician, PolicyDemands(secondPerson: demand)))
    let physician = try service.workstation()
    let token = try await physician.cardToken(FixtureCard("physician"))
    let caller = try #require(
      try await service.auditEvents().last { $0.kind == .login }?.actor?.nationalIdentifier)
    #expect(
      try await physician.send("POST", Self.path, body(), token: token).code
        == "gate.second-person-required")
    let nurse = try service.workstation()
    let other = try await nurse.cardToken(FixtureCard("nurse"))
    let path = Self.path + "/approvals"
    for (members, code) in [
      ("", "request.malformed"), (#","national_id":"8""#, "request.malformed"),
      (#","national_id":"\#(caller)","account":"alix""#, "request.malformed"),
    ] {
      #expect(try await nurse.send("POST", path, body(members), token: other).code == code, "\(members)")
    }
    let agreement = body(#","national_id":"\#(caller)""#)
    #expect(
      try await physician.send("POST", path, agreement, token: token).code == "policy.approval-refused")
    #expect(
      try await nurse.send("POST", path, agreement, token: try await nurse.accountToken()).code
        == "gate.card-required")
    #expect(try await nurse.send("POST", path, agreement, token: other).status == 204)
    #expect(try await physician.send("POST", Self.path, body(), token: token).status == 200)
    #expect(
      try await physician.send("POST", Self.path, body(), token: token).code
        == "gate.second-person-required")
  }
}
