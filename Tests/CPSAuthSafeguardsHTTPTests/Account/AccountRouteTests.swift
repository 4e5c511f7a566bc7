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
import OpenSSLKit
import SafeguardChecks
import TestSupport
import Testing

@Suite struct AccountRouteTests {
  private static let owner = "899900123011"

  private let bench: AccountRouteBench

  init() throws { bench = try AccountRouteBench() }

  @Test func `a password opens an account session, which a card function refuses`() async throws {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let answer = try await bench.logIn("pharmacie", at: station)
    #expect(answer.status == 201)
    #expect(try answer.json()["account"] as? String == "pharmacie")
    #expect(try answer.json()["token_type"] as? String == "DPoP")
    let token = try #require(try answer.json()["token"] as? String)
    let session = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(session.status == 200)
    #expect(try await station.lookUp("208137512536476", token: token).code == "gate.card-required")
    // Where a card is demanded, such as to change an account, the session is none.
    let other = try await station.send(
      "POST", "/cpsauth/accounts/unblock", #"{"schema":1,"account":"pharmacie"}"#, token: token)
    #expect(other.code == "gate.card-required")
  }

  @Test func `CL-11 an account that does not exist is answered as a wrong password is, to the byte`()
    async throws
  {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let wrong = try await bench.logIn("pharmacie", "wrong horse battery", at: station)
    let unknown = try await bench.logIn("personne", "wrong horse battery", at: station)
    #expect(wrong.status == 403)
    #expect(wrong.code == "accounts.refused")
    #expect(wrong.body == unknown.body)
    #expect(wrong.status == unknown.status)
    for field in ["Content-Type", "Retry-After", "WWW-Authenticate", "Content-Length"] {
      #expect(wrong.header(field) == unknown.header(field), "\(field)")
    }
  }

  @Test
  func `who comes while too many passwords are verified is told to come again, and nothing is counted`()
    async throws
  {
    let bench = try AccountRouteBench(
      rules: AccountRules(
        cost: ScryptCost(log2N: 15),
        attempts: AccountAttempts(window: .seconds(900), account: 7, network: 60), parallel: 1, queue: 0))
    try await bench.begin("pharmacie")
    let stations = try (0..<6).map { _ in try bench.service.workstation() }
    var refused: [ServiceAnswer] = []
    try await eventually("two passwords come at once") {
      let answers = try await withThrowingTaskGroup(of: ServiceAnswer.self) { group in
        for station in stations {
          group.addTask { try await AccountRouteBench.logIn("pharmacie", at: station) }
        }
        var answers: [ServiceAnswer] = []
        for try await answer in group { answers.append(answer) }
        return answers
      }
      refused = answers.filter { $0.status != 201 }
      return !refused.isEmpty
    }
    #expect(refused.allSatisfy { $0.status == 503 && $0.code == "accounts.busy" })
    #expect(refused.allSatisfy { $0.header("Retry-After") == "2" })
    // More than an account has entries: none of those that were sent away was one.
    for _ in 0..<8 { #expect(try await bench.logIn("pharmacie", at: stations[0]).status == 201) }
  }

  @Test func `a flagged account gets a ticket, which chooses a password once, from this workstation`()
    async throws
  {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let token = try #require(try await bench.logIn("pharmacie", at: station).json()["token"] as? String)
    try await bench.flag("pharmacie")
    let answer = try await bench.logIn("pharmacie", at: station)
    #expect(answer.status == 403)
    #expect(answer.code == "accounts.renewal-required")
    #expect(answer.header("Content-Type") == "application/problem+json")
    #expect(try answer.json()["expires_in"] as? Int == 600)
    #expect(try answer.json()["token"] == nil)
    let ticket = try #require(try answer.json()["ticket"] as? String)

    let elsewhere = try bench.service.workstation()
    #expect(
      try await bench.renew("pharmacie", ticket: ticket, at: elsewhere).code == "accounts.renewal-refused")
    // Spent there: who stole it has it no more, and the owner asks for another one.
    #expect(
      try await bench.renew("pharmacie", ticket: ticket, at: station).code == "accounts.renewal-refused")
    let second = try #require(try await bench.logIn("pharmacie", at: station).json()["ticket"] as? String)
    #expect(
      try await bench.renew("pharmacie", ticket: second, AccountScene.password, at: station).code
        == "accounts.password-reused")
    #expect(
      try await bench.renew("pharmacie", ticket: second, "short", at: station).code
        == "accounts.password-unfit")
    #expect(try await bench.renew("pharmacie", ticket: second, at: station).status == 204)
    #expect(
      try await station.send("GET", "/cpsauth/sessions/current", token: token).code == "session.ended")
    #expect(try await bench.logIn("pharmacie", at: station).code == "accounts.refused")
    #expect(try await bench.logIn("pharmacie", AccountRouteBench.next, at: station).status == 201)
  }

  @Test func `a ticket is over after its time`() async throws {
    try await bench.begin("pharmacie")
    try await bench.flag("pharmacie")
    let station = try bench.service.workstation()
    let ticket = try #require(try await bench.logIn("pharmacie", at: station).json()["ticket"] as? String)
    bench.service.clock.advance(by: .seconds(600))
    #expect(
      try await bench.renew("pharmacie", ticket: ticket, at: station).code == "accounts.renewal-refused")
  }

  @Test func `a card login of the owner goes on, whatever is known of the account`() async throws {
    try await bench.begin("pharmacie", owner: Self.owner)
    try await bench.flag("pharmacie")
    let station = try bench.service.workstation()
    for _ in 0..<12 { _ = try await bench.logIn("pharmacie", "wrong", at: station) }
    #expect(try await bench.logIn("pharmacie", at: station).code == "accounts.too-many-attempts")
    #expect(try await station.login(with: FixtureCard("physician")).status == 201)
  }

  @Test func `who waits is told how long`() async throws {
    let station = try bench.service.workstation()
    for _ in 0..<10 { _ = try await bench.logIn("personne", "wrong", at: station) }
    let answer = try await bench.logIn("personne", "wrong", at: station)
    #expect(answer.status == 429)
    #expect(answer.header("Retry-After") == "900")
  }

  @Test func `the owner's card unblocks an account and chooses its password; nobody else's does`()
    async throws
  {
    try await bench.begin("pharmacie", owner: Self.owner)
    bench.service.clock.advance(by: .seconds(1))
    let station = try bench.service.workstation()
    let owner = try await station.cardToken(FixtureCard("physician"))
    let other = try await station.cardToken(FixtureCard("pharmacist"))
    let unblock = #"{"schema":1,"account":"pharmacie"}"#
    let choose = #"{"schema":1,"account":"pharmacie","password":"\#(AccountRouteBench.next)"}"#
    for (path, body) in [("unblock", unblock), ("password", choose)] {
      let refused = try await station.send("POST", "/cpsauth/accounts/\(path)", body, token: other)
      #expect(refused.code == "accounts.not-owned")
      let unknown = try await station.send(
        "POST", "/cpsauth/accounts/\(path)", body.replacing("pharmacie", with: "personne"), token: owner)
      #expect(unknown.body == refused.body)
      let done = try await station.send("POST", "/cpsauth/accounts/\(path)", body, token: owner)
      #expect(done.status == 204, "\(path)")
    }
    #expect(try await bench.logIn("pharmacie", AccountRouteBench.next, at: station).status == 201)
    bench.service.clock.advance(by: .seconds(301))
    let late = try await station.send("POST", "/cpsauth/accounts/unblock", unblock, token: owner)
    #expect(late.code == "accounts.card-again")
  }

  @Test func `a code is sent to the registered address, and nobody learns whether it was`() async throws {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    let count = bench.messages.all.count
    let known = try await bench.requestCode("pharmacie", at: station)
    let unknown = try await bench.requestCode("personne", at: station)
    #expect(known.status == 202)
    #expect(unknown.status == 202)
    #expect(known.body == unknown.body)
    #expect(bench.messages.all.count == count + 1)
    #expect(bench.messages.all.last?.address == "pharmacie@mail.example")
    let code = try bench.lastCode()
    #expect(try await bench.renew("personne", code: code, at: station).code == "accounts.renewal-refused")
    #expect(
      try await bench.renew("pharmacie", code: "0000-0000", at: station).code == "accounts.renewal-refused")
    #expect(try await bench.renew("pharmacie", code: code.lowercased(), at: station).status == 204)
    #expect(
      try await bench.renew("pharmacie", code: code, "a third horse battery", at: station).code
        == "accounts.renewal-refused")
  }

  @Test func `no password is in a log`() async throws {
    try await bench.begin("pharmacie")
    let station = try bench.service.workstation()
    _ = try await bench.logIn("pharmacie", "a secret of my own", at: station)
    _ = try await bench.logIn("a secret of my own", "a secret of my own", at: station)
    _ = try await bench.renew("pharmacie", ticket: "x", "a secret of my own", at: station)
    #expect(!bench.service.logLines.all.contains("secret"))
    #expect(!"\(try await bench.service.auditEvents())".contains("secret"))
  }

  @Test(arguments: [
    "", "{}", #"{"schema":2,"account":"a","password":"b"}"#, #"{"schema":1,"account":"","password":"b"}"#,
    #"{"schema":1,"account":"a","password":""}"#, #"{"schema":1,"account":"a"}"#,
    #"{"schema":1,"account":"a\u0000b","password":"b"}"#,
    #"{"schema":1,"account":"a","password":"b","owner":"c"}"#, #"{"schema":1,"account":"a","password":7}"#,
    #"{"schema":1,"account":"a","password":"b","ticket":"c","code":"d"}"#,
  ])
  func `a body that says something else is refused`(body: String) async throws {
    let station = try bench.service.workstation()
    for path in ["sessions", "renewal"] {
      let answer = try await station.send("POST", "/cpsauth/accounts/\(path)", body)
      #expect(answer.status == 400, "\(path)")
      #expect(answer.code == "request.malformed", "\(path)")
    }
  }
}
