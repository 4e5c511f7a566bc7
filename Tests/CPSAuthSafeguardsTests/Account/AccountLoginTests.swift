import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SafeguardChecks
import Testing

@Suite struct AccountLoginTests {
  private let scene: AccountScene

  init() throws {
    scene = try AccountScene(over: MemoryStore(environment: .synthetic, random: SystemRandomSource()))
  }

  @Test func `the right password opens a session for the workstation's key, and no card session`()
    async throws
  {
    try await scene.begin("pharmacie")
    guard case .opened(let opened) = try await scene.logIn("pharmacie") else {
      Issue.record("not opened")
      return
    }
    #expect(opened.session.account.text == "pharmacie")
    #expect(
      opened.session.grant.binding
        == .workstationKey(try scene.workstation.workstationKey().thumbprint))
    let login = try #require(try await scene.events(.login).last)
    #expect(login.actor?.account == "pharmacie")
    #expect(login.network == "192.0.2.0/24")
  }

  @Test(arguments: [
    "wrong horse battery", "correct horse batterx", "correct horse battery ", "Correct horse battery", "x",
    String(repeating: "x", count: 1_024),
  ])
  func `CL-11 a wrong password, and the same for nobody, get one answer`(password: String) async throws {
    try await scene.begin("pharmacie")
    try await scene.add("without-password")
    for name in ["pharmacie", "without-password", "nobody"] {
      #expect(try await scene.result(name, password) == "accounts.refused", "\(name)")
    }
    let refused = try await scene.events(.loginRefused)
    #expect(refused.map(\.facts["cause"]) == ["password", "no-password", "unknown"])
    #expect(refused.map(\.actor?.account) == ["pharmacie", "without-password", nil])
    #expect(refused.allSatisfy { $0.diagnostic == "accounts.refused" && $0.network == "192.0.2.0/24" })
    #expect(refused.allSatisfy { $0.workstation != nil })
  }

  @Test func `what is no password is refused before it is looked at`() {
    for text in ["", String(repeating: "x", count: 1_025)] {
      #expect(throws: CPSError(.requestMalformed)) { try Password(text) }
    }
  }

  @Test func `a request without a proof of its key is not looked at`() async throws {
    try await scene.begin("pharmacie")
    let bare = RequestOrigin(DPoPRequest(method: "POST", path: "/cpsauth/accounts/sessions", proofs: []))
    await #expect(throws: CPSError(.dpopMissing)) {
      try await scene.door.logIn(
        to: try AccountName("pharmacie"), with: try Password(AccountScene.password), request: bare)
    }
  }

  @Test func `one proof opens one session`() async throws {
    try await scene.begin("pharmacie")
    let (name, origin) = (try AccountName("pharmacie"), try scene.request())
    _ = try await scene.door.logIn(to: name, with: try Password(AccountScene.password), request: origin)
    await #expect(throws: CPSError(.dpopReplayed)) {
      try await scene.door.logIn(to: name, with: try Password(AccountScene.password), request: origin)
    }
    #expect(try await scene.sessionCount("pharmacie") == 1)
  }

  @Test
  func `CL-12 guesses wait, also about accounts that do not exist, and the log does not grow meanwhile`()
    async throws
  {
    try await scene.begin("pharmacie")
    for name in ["pharmacie", "nobody"] {
      for _ in 0..<10 {
        #expect(try await scene.result(name, "wrong", from: "198.51.100.9") == "accounts.refused")
      }
      for _ in 0..<30 {
        #expect(try await scene.result(name, "wrong", from: "198.51.100.9") == "accounts.too-many-attempts")
      }
    }
    let refused = try await scene.events(.loginRefused)
    #expect(refused.filter { $0.diagnostic == "accounts.refused" }.count == 20)
    #expect(refused.filter { $0.diagnostic == "accounts.too-many-attempts" }.count == 1)
  }

  @Test func `who guesses elsewhere does not keep the owner out where they were before`() async throws {
    try await scene.begin("pharmacie")
    #expect(try await scene.result("pharmacie") == "opened")
    for _ in 0..<12 { _ = try await scene.result("pharmacie", "wrong", from: "198.51.100.9") }
    #expect(try await scene.result("pharmacie", from: "198.51.100.9") == "accounts.too-many-attempts")
    #expect(try await scene.result("pharmacie") == "opened")
    // Nor for longer than the window anywhere.
    scene.clock.advance(by: .seconds(901))
    #expect(try await scene.result("pharmacie", from: "198.51.100.9") == "opened")
  }

  @Test func `right passwords cost no attempts`() async throws {
    try await scene.begin("pharmacie")
    for _ in 0..<25 { #expect(try await scene.result("pharmacie") == "opened") }
  }

  @Test func `one network that tries many accounts waits`() async throws {
    for number in 0..<60 {
      #expect(try await scene.result("account-\(number)", "wrong") == "accounts.refused")
    }
    #expect(try await scene.result("account-60", "wrong") == "accounts.too-many-attempts")
    #expect(try await scene.result("account-60", "wrong", from: "198.51.100.9") == "accounts.refused")
  }

  @Test func `an account without use for half a year is blocked, and a wrong password does not say so`()
    async throws
  {
    try await scene.begin("pharmacie")
    _ = try await scene.logIn("pharmacie")
    scene.clock.advance(by: .seconds(183 * 86_400))
    #expect(try await scene.result("pharmacie", "wrong horse battery") == "accounts.refused")
    #expect(try await scene.result("pharmacie") == "accounts.blocked")
    let refused = try #require(try await scene.events(.loginRefused).last)
    #expect(refused.actor?.account == "pharmacie")
    #expect(refused.facts["cause"] == "blocked")
    let changes = try await scene.desk.unblock(
      try scene.list("pharmacie", "nobody"), by: AccountScene.officer)
    #expect(changes.changed == 1)
    #expect(changes.unknown == ["nobody"])
    // It is as old as the account is unused.
    #expect(try await scene.result("pharmacie") == "ticket")
  }

  @Test func `a password is renewed after half a year, used or not`() async throws {
    try await scene.begin("pharmacie")
    for _ in 0..<6 {
      #expect(try await scene.result("pharmacie") == "opened")
      scene.clock.advance(by: .seconds(30 * 86_400 + 43_200))
    }
    #expect(try await scene.result("pharmacie") == "ticket")
    #expect(try await scene.events(.loginRefused).last?.facts["cause"] == "aged")
  }

  @Test func `a hash of less cost is as slow to refuse, and takes the present cost at a log-in`() async throws
  {
    try await scene.begin("pharmacie")
    let secret = try ServiceSecret(from: SystemRandomSource())
    let clock = ManualClock(AccountScene.noon)
    let weak = try AccountScene(over: scene.store, clock: clock, sharing: secret)
    try await weak.begin("old")
    let strong = try AccountScene(
      over: scene.store, rules: AccountRules(cost: ScryptCost(log2N: 6)), clock: clock, sharing: secret)
    #expect(try await strong.result("old", "wrong") == "accounts.refused")
    #expect(try await strong.result("old") == "opened")
    // Under the greater cost only now: a service of the lower one still takes it.
    #expect(try await weak.result("old") == "opened")
    #expect(try await strong.result("old") == "opened")
  }

  @Test func `real passwords get no weak cost`() throws {
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    #expect(throws: Never.self) {
      try AccountScene(over: store, rules: AccountRules(cost: ScryptCost(log2N: 1)))
    }
    for environment in [TrustEnvironment.production, .test] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try AccountRules(cost: ScryptCost(log2N: 16)).require(for: environment)
      }
      #expect(throws: Never.self) { try AccountRules.standard.require(for: environment) }
    }
  }
}
