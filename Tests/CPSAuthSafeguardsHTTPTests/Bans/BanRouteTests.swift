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

@Suite struct BanRouteTests {
  private static let banned = ["X-Real-IP": "192.0.2.7"]
  private static let elsewhere = ["X-Real-IP": "198.51.100.7"]

  private let service: TestService
  private let until: String

  /// A service behind its proxy on a Unix socket, whose word about the client's address is believed.
  init() throws {
    service = try Self.service(proxy: .socket)
    until = (service.clock.now() + .seconds(3_600)).rfc3339
    service.gate.policy = try Policy(
      version: "officer",
      rules: [
        PolicyRule(
          name: "officer", effect: .allow,
          functions: .named([BanInspection.name, BanAddition.name, BanRemoval.name, "infopatient.lookup"]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
  }

  private static func service(proxy: TrustedProxy?) throws -> TestService {
    try TestService(proxy: proxy, socket: proxy == nil ? nil : "/run/test.sock") { parts in
      let book = BanBook(
        in: parts.store, sealedBy: parts.secret, auditLog: parts.auditLog, clock: parts.clock)
      let banGuard = BanGuard(by: book, clock: parts.clock)
      return TestServiceMounts { _, members in
        parts.front.mountBans(book, enforcedBy: banGuard, on: members)
      }
    }
  }

  private func call(
    _ function: String, _ subject: String, _ station: TestWorkstation, _ token: String,
    from headers: [String: String] = elsewhere
  ) async throws -> (code: String?, status: Int) {
    let answer = try await station.send(
      "POST", "/functions/\(function)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token,
      headers: headers)
    return (answer.code, answer.status)
  }

  private func account(_ station: TestWorkstation, from headers: [String: String]) async throws -> String? {
    let answer = try await station.send(
      "POST", "/demonstration/account-sessions", #"{"schema": 1, "account": "pharmacie-demonstration"}"#,
      headers: headers)
    return try answer.code ?? (answer.json()["token"] as? String)
  }

  private func card(_ station: TestWorkstation, from headers: [String: String]) async throws -> String? {
    let proof = try FixtureCard("physician").proof(
      answering: try await station.challenge(), for: service.audience, binding: try station.publicKey())
    let answer = try await station.open(proof, headers: headers)
    return try answer.code ?? (answer.json()["token"] as? String)
  }

  @Test func `what a password opens is refused from there, and a card is not`() async throws {
    let station = try service.workstation()
    let officer = try #require(try await card(station, from: Self.elsewhere))
    let before = try #require(try await account(station, from: Self.banned))
    #expect(before != "bans.banned")
    let order = "192.0.2.0/24;passwords;\(until);robot of March"
    #expect(try await call("bans.add", order, station, officer).status == 200)
    // At once, in this very process: the log-in, and the session that was opened before.
    #expect(try await account(station, from: Self.banned) == "bans.banned")
    #expect(try await account(station, from: ["X-Real-IP": "::ffff:192.0.2.9"]) == "bans.banned")
    let use = try await station.send(
      "GET", "/cpsauth/sessions/current", token: before, headers: Self.banned)
    #expect(use.status == 403)
    #expect(use.code == "bans.banned")
    #expect(
      try await station.send("GET", "/cpsauth/sessions/current", token: before, headers: Self.elsewhere)
        .status == 200)
    #expect(try await account(station, from: Self.elsewhere) != "bans.banned")
    #expect(try await card(station, from: Self.banned) != "bans.banned")
  }

  @Test func `a ban on everything never keeps a card out elsewhere`() async throws {
    let station = try service.workstation()
    let officer = try #require(try await card(station, from: Self.elsewhere))
    #expect(
      try await call("bans.add", "192.0.2.7;everything;\(until);robot of March", station, officer).status
        == 200)
    #expect(try await card(station, from: Self.banned) == "bans.banned")
    #expect(
      try await call("infopatient.lookup", "208137512536476", station, officer, from: Self.banned).code
        == "bans.banned")
    let token = try #require(try await card(station, from: Self.elsewhere))
    #expect(try await call("infopatient.lookup", "208137512536476", station, token).status == 200)
    #expect(try await call("bans.lift", "192.0.2.7", station, officer).status == 200)
    #expect(try await card(station, from: Self.banned) != "bans.banned")
    #expect(try await call("bans.lift", "192.0.2.7", station, officer).code == "bans.unknown")
    let acts = try await service.auditEvents().filter { $0.kind == .measure }
    #expect(acts.map { $0.facts["act"] } == ["taken", "lifted"])
    #expect(acts.allSatisfy { $0.facts["banned"] == "192.0.2.7" && $0.actor?.nationalIdentifier != nil })
  }

  @Test func `without a proxy that is believed no header makes an address`() async throws {
    let plain = try Self.service(proxy: nil)
    plain.gate.policy = service.gate.policy
    let station = try plain.workstation()
    let proof = try FixtureCard("physician").proof(
      answering: try await station.challenge(), for: plain.audience, binding: try station.publicKey())
    let officer = try #require(try await station.open(proof).json()["token"] as? String)
    #expect(
      try await call("bans.add", "192.0.2.7;everything;\(until);robot of March", station, officer).status
        == 200)
    #expect(try await account(station, from: Self.banned) != "bans.banned")
  }

  @Test func `who has no address is under no ban`() async throws {
    let station = try service.workstation()
    let officer = try #require(try await card(station, from: Self.elsewhere))
    #expect(
      try await call("bans.add", "0.0.0.0/0;passwords,wide;\(until);all passwords", station, officer).status
        == 200)
    #expect(try await account(station, from: Self.elsewhere) == "bans.banned")
    #expect(try await account(station, from: ["X-Real-IP": "2001:db8::1"]) != "bans.banned")
    #expect(try await account(station, from: [:]) != "bans.banned")
  }

  @Test func `nobody bans, lifts or lists until a rule says who may`() async throws {
    service.gate.policy = try Policy(version: "none", rules: [])
    let station = try service.workstation()
    let token = try #require(try await card(station, from: Self.elsewhere))
    for (function, subject) in [
      ("bans.list", "all"), ("bans.add", "192.0.2.7;everything;\(until);robot of March"),
      ("bans.lift", "192.0.2.7"),
    ] {
      #expect(try await call(function, subject, station, token).code == "gate.denied")
    }
    #expect(try await account(station, from: Self.banned) != "bans.banned")
  }

  @Test(arguments: [
    ("bans.add", "192.0.2.77/24;passwords;UNTIL;why not", "bans.block-invalid"),
    ("bans.add", "10.0.0.0/8;passwords;UNTIL;why not", "bans.too-wide"),
    ("bans.add", "192.0.2.7;passwords;2020-01-01T00:00:00Z;why not", "bans.order-invalid"),
    ("bans.add", "192.0.2.7;passwords;UNTIL;", "gate.reason-malformed"),
    ("bans.list", "some", "bans.block-invalid"),
    ("bans.lift", "all", "bans.block-invalid"),
  ])
  func `an order that cannot be meant bans nobody`(function: String, subject: String, code: String)
    async throws
  {
    let station = try service.workstation()
    let token = try #require(try await card(station, from: Self.elsewhere))
    let subject = subject.replacing("UNTIL", with: until)
    #expect(try await call(function, subject, station, token).code == code)
    #expect(await service.store.records("ban", group: nil, afterName: nil, limit: 1).isEmpty)
  }

  @Test func `a listing says whom, until when and how often`() async throws {
    let station = try service.workstation()
    let officer = try #require(try await card(station, from: Self.elsewhere))
    _ = try await call("bans.add", "192.0.2.7;everything;\(until);robot of March", station, officer)
    let answer = try await station.send(
      "POST", "/functions/bans.list", #"{"schema":1,"subject":"all"}"#, token: officer,
      headers: Self.elsewhere)
    let listing = try #require(try answer.json()["answer"] as? [String: Any])
    let bans = try #require(listing["bans"] as? [[String: Any]])
    #expect(bans.count == 1)
    #expect(bans.first?["network"] as? String == "192.0.2.7")
    #expect(bans.first?["expires_at"] as? String == until)
    #expect(bans.first?["reason"] as? String == "robot of March")
    #expect((bans.first?["taken_by"] as? String)?.hasPrefix("person:") == true)
  }
}
