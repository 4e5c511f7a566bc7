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
import Testing

@Suite struct ExposureRouteTests {
  private let service: TestService
  /// An hour around the moment at which the clock of the service stands still.
  private let hour: String

  init() throws {
    service = try TestService { parts in
      let reader = ExposureReader(of: parts.store)
      return TestServiceMounts { _, members in parts.front.mountExposure(reader, on: members) }
    }
    let now = service.clock.now()
    hour = "\((now - .seconds(1_800)).rfc3339)/\((now + .seconds(1_800)).rfc3339)"
  }

  private func count(
    _ scope: String, _ station: TestWorkstation, _ token: String
  ) async throws -> (code: String?, answer: [String: Any]) {
    let answer = try await station.send(
      "POST", "/functions/exposure.count", #"{"schema":1,"subject":"\#(scope)"}"#, token: token)
    return (answer.code, try answer.json()["answer"] as? [String: Any] ?? [:])
  }

  private func openToPhysicians() throws {
    service.gate.policy = try Policy(
      version: "officer",
      rules: [
        PolicyRule(
          name: "officer", effect: .allow,
          functions: .named([ExposureCount.name, "infopatient.lookup"]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
  }

  @Test func `nobody counts until a rule says who may`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await count(hour, station, token).code == "gate.denied")
  }

  @Test func `whom the policy names counts people, and learns no number`() async throws {
    try openToPhysicians()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for number in ["208137512536476", "208137512536476", "174146901036039", "255081416802538"] {
      _ = try await station.send(
        "POST", "/functions/infopatient.lookup", #"{"schema":1,"subject":"\#(number)"}"#, token: token)
    }
    let found = try await count("\(hour);function:infopatient.lookup", station, token)
    let log = try await service.auditEvents()
    let shown = log.filter { $0.outcome == .found && $0.function == "infopatient.lookup" }
    #expect(!shown.isEmpty)
    #expect(found.answer["accesses"] as? Int == shown.count)
    #expect(found.answer["persons"] as? Int == Set(shown.map(\.subject)).count)
    #expect(found.answer["covered"] as? Bool == true)
    #expect(!"\(found.answer)".contains("2081375"))
    #expect(log.last?.function == ExposureCount.name)
    #expect(log.last?.disclosed == ["count"])
  }

  @Test(arguments: [
    "", "yesterday", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z;nobody", "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z;",
    "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z;function:",
    "2026-01-01T00:00:00Z/2026-01-02T00:00:00Z;account:",
  ])
  func `a scope that could be misread is refused`(scope: String) async throws {
    try openToPhysicians()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await count(scope, station, token).code == "exposure.scope-invalid")
  }
}
