import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSProof
import CPSTrust
import HTTPTestSupport
import Testing

@Suite struct ContactRouteTests {
  private let service: TestService

  init() throws {
    service = try TestService { parts in
      let outbox = NoticeOutbox(
        in: parts.store, sealedBy: parts.secret, clock: parts.clock, random: parts.random)
      let book = ContactBook(
        in: parts.store, sealedBy: parts.secret, telling: outbox, auditLog: parts.auditLog)
      return TestServiceMounts { _, members in parts.front.mountContacts(book, on: members) }
    }
  }

  private func call(
    _ function: String, _ subject: String, _ station: TestWorkstation, _ token: String
  ) async throws -> (code: String?, answer: [String: Any]) {
    let answer = try await station.send(
      "POST", "/functions/\(function)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
    return (answer.code, try answer.json()["answer"] as? [String: Any] ?? [:])
  }

  private func open() throws {
    service.gate.policy = try Policy(
      version: "officer",
      rules: [
        PolicyRule(
          name: "officer", effect: .allow,
          functions: .named([ContactImport.name, ContactInspection.name, ContactRemoval.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
  }

  @Test func `contacts are set, shown and forgotten, and no address is in the log`() async throws {
    try open()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let set = try await call(
      "contacts.import", "account:a;x@example.fr\\nperson:1;y@example.fr;each", station, token)
    #expect(set.answer["changed"] as? Int == 2)
    let shown = try await call("contacts.show", "person:1", station, token)
    #expect(shown.answer["address"] as? String == "y@example.fr")
    #expect(shown.answer["choice"] as? String == "each")
    #expect(try await call("contacts.remove", "person:1", station, token).answer["changed"] as? Int == 1)
    #expect(try await call("contacts.show", "person:1", station, token).answer["address"] == nil)
    for record in await service.store.auditRecords(after: 0, limit: 100) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains("@example.fr"))
    }
  }

  @Test func `nobody sets, sees or forgets until a rule says who may`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for (function, subject) in [
      ("contacts.import", "account:a;x@example.fr"), ("contacts.show", "account:a"),
      ("contacts.remove", "account:a"),
    ] {
      #expect(try await call(function, subject, station, token).code == "gate.denied")
    }
    #expect(await service.store.records("contact", group: nil, afterName: nil, limit: 1).isEmpty)
  }

  @Test(arguments: [
    "", "account:a", "account:a;x@example.fr;off", "account:a;x@example.fr\\nBcc: y@example.fr",
    "a;x@example.fr",
  ])
  func `a roll that could be misread sets nothing`(roll: String) async throws {
    try open()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await call("contacts.import", roll, station, token).code == "contacts.invalid")
    #expect(await service.store.records("contact", group: nil, afterName: nil, limit: 1).isEmpty)
  }
}
