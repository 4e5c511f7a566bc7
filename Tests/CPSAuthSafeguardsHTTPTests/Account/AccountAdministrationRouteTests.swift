import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import SafeguardChecks
import Testing

@Suite struct AccountAdministrationRouteTests {
  private static let functions: [FunctionName] = [
    AccountInspection.name, AccountFlagging.name, AccountClearing.name, AccountUnblocking.name,
    AccountResponse.name,
  ]

  private let bench: AccountRouteBench

  init() throws { bench = try AccountRouteBench() }

  private func openToPhysicians() throws {
    bench.service.gate.policy = try Policy(
      version: "officer",
      rules: [
        PolicyRule(
          name: "officer", effect: .allow, functions: .named(Set(Self.functions)),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
  }

  private func call(
    _ function: FunctionName, _ subject: String, _ station: TestWorkstation, _ token: String
  ) async throws -> (code: String?, answer: [String: Any]) {
    let answer = try await station.send(
      "POST", "/functions/\(function.rawValue)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
    return (answer.code, try answer.json()["answer"] as? [String: Any] ?? [:])
  }

  @Test func `nobody administers accounts until a rule says who may`() async throws {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for function in Self.functions {
      let subject =
        function == AccountResponse.name ? "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;pharmacie" : "pharmacie"
      #expect(try await call(function, subject, station, token).code == "gate.denied", "\(function)")
    }
    #expect(try await bench.logIn("pharmacie", at: station).status == 201)
  }

  @Test func `whom the policy names answers an intrusion`() async throws {
    try openToPhysicians()
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let victim = try #require(try await bench.logIn("pharmacie", at: station).json()["token"] as? String)
    let token = try await station.cardToken(FixtureCard("physician"))
    let now = bench.service.clock.now()
    let scope = "\((now - .seconds(60)).rfc3339)/\((now + .seconds(60)).rfc3339)"
    for count in [1, 0] {
      let found = try await call(
        AccountResponse.name, "\(scope);pharmacie@mail.example;nobody", station, token)
      #expect((found.answer["accounts"] as? [String: Any])?["changed"] as? Int == count)
      #expect((found.answer["accounts"] as? [String: Any])?["unknown"] as? [String] == ["nobody"])
      #expect(found.answer["sessions_ended"] as? Int == count)
      #expect((found.answer["exposure"] as? [String: Any])?["persons"] as? Int == 0)
    }
    #expect(
      try await station.send("GET", "/cpsauth/sessions/current", token: victim).code
        == "session.ended-by-administrator")
    #expect(try await bench.logIn("pharmacie", at: station).json()["ticket"] == nil)
    let flagged = try #require(
      try await bench.service.auditEvents().last { $0.facts["measure"] == "account-flagged" })
    #expect(flagged.actor?.nationalIdentifier == "899900123011")
  }

  @Test func `flags are set, shown and taken away`() async throws {
    try openToPhysicians()
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(
      try await call(AccountFlagging.name, "pharmacie;nobody", station, token).answer["changed"] as? Int == 1)
    let shown = try await call(AccountInspection.name, "state:exposed", station, token)
    let accounts = try #require(shown.answer["accounts"] as? [[String: Any]])
    #expect(accounts.map { $0["account"] as? String } == ["pharmacie"])
    #expect(accounts.first?["flag"] as? String == "exposed")
    #expect(try await call(AccountClearing.name, "pharmacie", station, token).answer["changed"] as? Int == 1)
    #expect(
      try await call(AccountUnblocking.name, "pharmacie", station, token).answer["unchanged"] as? Int == 1)
    #expect(try await bench.logIn("pharmacie", at: station).status == 201)
  }

  @Test(arguments: [
    ("accounts.flag", ""), ("accounts.flag", "a;;b"), ("accounts.list", "state:gone"),
    ("accounts.clear", ";"), ("accounts.unblock", ""), ("accounts.respond", "pharmacie"),
    ("accounts.respond", "2022-03-18T00:00:00Z/2022-03-01T00:00:00Z;pharmacie"),
  ])
  func `a subject that could be misread is refused`(function: String, subject: String) async throws {
    try openToPhysicians()
    let station = try bench.service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let name = try #require(FunctionName(rawValue: function))
    let code = try await call(name, subject, station, token).code
    #expect(["accounts.list-invalid", "exposure.scope-invalid"].contains(code))
  }
}
