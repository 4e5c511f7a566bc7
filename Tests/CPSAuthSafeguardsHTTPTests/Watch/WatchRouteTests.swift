import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import Testing

@Suite struct WatchRouteTests {
  private let service: TestService
  private let until: String

  init() throws {
    service = try TestService { parts in
      let book = ObservationBook(
        in: parts.store, sealedBy: parts.secret, auditLog: parts.auditLog, clock: parts.clock)
      return TestServiceMounts { _, members in parts.front.mountWatch(book, on: members) }
    }
    until = (service.clock.now() + .seconds(86_400)).rfc3339
  }

  private func open() throws {
    service.gate.policy = try Policy(
      version: "officer",
      rules: [
        PolicyRule(
          name: "officer", effect: .allow,
          functions: .named([ObservationInspection.name, ObservationAddition.name, ObservationRemoval.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
  }

  private func call(
    _ function: String, _ subject: String, _ station: TestWorkstation, _ token: String
  ) async throws -> (code: String?, answer: [String: Any]) {
    let answer = try await station.send(
      "POST", "/functions/\(function)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
    return (answer.code, try answer.json()["answer"] as? [String: Any] ?? [:])
  }

  @Test func `somebody is put under observation, listed and released, and the log says who did it`()
    async throws
  {
    try open()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let added = try await call("watch.add", "account:a;\(until);list of 19", station, token)
    #expect(added.answer["until"] as? String == until)
    let listed = try await call("watch.list", "all", station, token).answer["observed"] as? [[String: Any]]
    #expect(listed?.map { $0["holder"] as? String } == ["account:a"])
    #expect(
      try await call("watch.remove", "account:a", station, token).answer["holder"] as? String == "account:a")
    #expect(try await call("watch.remove", "account:a", station, token).code == "watch.unknown")
    let acts = try await service.auditEvents().filter { $0.facts["measure"] == "watch" }
    #expect(acts.map { $0.facts["act"] } == ["observed", "released"])
    #expect(acts.allSatisfy { $0.actor?.nationalIdentifier != nil && $0.facts["holder"] == "account:a" })
  }

  @Test func `nobody observes, lists or releases until a rule says who may`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for (function, subject) in [
      ("watch.list", "all"), ("watch.add", "account:a;\(until);list of 19"), ("watch.remove", "account:a"),
    ] {
      #expect(try await call(function, subject, station, token).code == "gate.denied")
    }
    #expect(await service.store.records("watch", group: nil, afterName: nil, limit: 1).isEmpty)
  }

  @Test(arguments: [
    "", "account:a", "a;2026-01-01T00:00:00Z;why", "account:a;2020-01-01T00:00:00Z;why not",
    "account:a;2090-01-01T00:00:00Z;why not", "account:a;tomorrow;why not",
  ])
  func `an observation that cannot be meant observes nobody`(subject: String) async throws {
    try open()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await call("watch.add", subject, station, token).code == "watch.order-invalid")
    #expect(await service.store.records("watch", group: nil, afterName: nil, limit: 1).isEmpty)
  }
}
