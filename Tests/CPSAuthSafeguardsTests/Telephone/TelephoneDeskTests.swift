import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import CPSProof
import Testing

@testable import CPSAuthSafeguards

@Suite struct TelephoneDeskTests {
  private let scene: TelephoneScene

  init() throws { scene = try TelephoneScene() }

  private func result(of event: AuditEvent?) -> [String?] {
    [event?.facts["act"], event?.facts["result"], event?.facts["limit"]]
  }

  @Test func `who says what is registered is confirmed, and nobody else`() async throws {
    try await scene.register("pharmacie-42")
    try await scene.register("pharmacie-43", TelephoneScene.wrong)
    #expect(try await scene.check("pharmacie-42"))
    #expect(try await !scene.check("pharmacie-43"))
    #expect(try await !scene.check("pharmacie-42", TelephoneScene.wrong))
  }

  @Test func `the code of another account confirms nobody`() async throws {
    try await scene.register("a")
    try await scene.register("b")
    let claim = try scene.claim(TelephoneScene.right, for: "a")
    guard
      case .notConfirmed = try await scene.desk.check(
        try AccountName("b"), claim, from: .professional, by: TelephoneScene.agent())
    else {
      Issue.record("confirmed by the code of another account")
      return
    }
  }

  @Test func `an account with nothing registered is answered, written and counted like a wrong one`()
    async throws
  {
    try await scene.register("known")
    #expect(try await !scene.check("known", TelephoneScene.wrong))
    let known = try await scene.events().last
    let before = try await scene.events().count
    #expect(try await !scene.check("unknown", TelephoneScene.wrong))
    let unknown = try await scene.events().last
    #expect(try await scene.events().count == before + 1)
    #expect(result(of: known) == result(of: unknown))
    for _ in 0..<2 { #expect(try await !scene.check("unknown")) }
    await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("unknown") }
  }

  @Test func `an account has three checks a day, those that confirm counted too`() async throws {
    try await scene.register("a")
    for _ in 0..<3 { #expect(try await scene.check("a")) }
    let error = await #expect(throws: CPSError.self) {
      _ = try await scene.check("a", by: TelephoneScene.agent("2"))
    }
    #expect(error?.diagnostic == .telephoneAttemptsExceeded)
    #expect(error?.values == ["seconds": "86400"])
    #expect(
      result(of: try await scene.events().last { $0.kind == .measure }) == [
        "check", "refused", "account-day",
      ])
    scene.clock.advance(by: .seconds(86_400))
    #expect(try await scene.check("a"))
  }

  @Test func `an agent has as many checks as the limits say, by hour and by day`() async throws {
    let limits = try TelephoneLimits(
      checksPerHour: 4, checksPerDay: 6, failuresPerHour: 4, failuresPerDay: 6, burstPerHour: 100)
    let scene = try TelephoneScene(limits: limits)
    for place in 0..<9 { try await scene.register("a\(place)") }
    for place in 0..<4 { #expect(try await scene.check("a\(place)")) }
    await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("a4") }
    #expect(try await scene.check("a4", by: TelephoneScene.agent("2")))
    scene.clock.advance(by: .seconds(3_600))
    for place in 5..<7 { #expect(try await scene.check("a\(place)")) }
    scene.clock.advance(by: .seconds(3_600))
    await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("a7") }
    // Many calls are no attack.
    #expect(try await scene.alarms().isEmpty)
  }

  @Test func `an agent whose checks confirm nobody is stopped sooner, with one alarm`() async throws {
    for place in 0..<20 { try await scene.register("a\(place)") }
    for place in 0..<10 { #expect(try await scene.check("a\(place)")) }
    for place in 10..<15 { #expect(try await !scene.check("a\(place)", TelephoneScene.wrong)) }
    for place in 15..<18 {
      await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("a\(place)") }
    }
    let alarms = try await scene.alarms()
    #expect(alarms.map(\.diagnostic) == ["telephone.failure-burst"])
    #expect(alarms.first?.actor?.account == "agent-1")
    #expect(alarms.first?.facts["limit"] == "agent-failures-hour")
    #expect(alarms.first?.facts["checks"] == "5")
    // What was refused for the agent costs the account nothing.
    #expect(try await scene.check("a15", by: TelephoneScene.agent("2")))
  }

  @Test func `the third failure of an account is an alarm, and so is a try beyond, once`() async throws {
    try await scene.register("a")
    for _ in 0..<2 { #expect(try await !scene.check("a", TelephoneScene.wrong)) }
    #expect(try await scene.alarms().isEmpty)
    #expect(try await !scene.check("a", TelephoneScene.wrong))
    #expect(try await scene.alarms().map { $0.facts["limit"] } == ["account-failures"])
    for _ in 0..<2 {
      await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("a") }
    }
    let alarms = try await scene.alarms()
    #expect(alarms.map { $0.facts["limit"] } == ["account-failures", "account-day"])
    #expect(alarms.allSatisfy { $0.facts["account"] == "a" && $0.facts["most"] == "3" })
  }

  @Test func `many failures of many agents are one alarm an hour, and nobody is refused for them`()
    async throws
  {
    let limits = try TelephoneLimits(
      checksPerHour: 5, checksPerDay: 5, failuresPerHour: 5, failuresPerDay: 5, burstPerHour: 3)
    let scene = try TelephoneScene(limits: limits)
    for place in 0..<6 {
      #expect(try await !scene.check("a\(place)", by: TelephoneScene.agent("\(place)")))
    }
    #expect(try await scene.alarms().map { $0.facts["limit"] } == ["burst"])
    #expect(try await scene.alarms().first?.facts["window-seconds"] == "3600")
    scene.clock.advance(by: .seconds(3_600))
    for place in 6..<10 { _ = try await scene.check("a\(place)", by: TelephoneScene.agent("\(place)")) }
    #expect(try await scene.alarms().count == 2)
  }

  @Test func `a delegate is confirmed once declared, in that role and under that name alone`() async throws {
    try await scene.register("a")
    try await scene.register("b")
    let martin = try DelegatePerson(.secretary, named: "Anne Martin")
    _ = try await scene.records.declare(martin, for: try AccountName("a"), by: scene.operatorOfHost)
    let strangers: [TelephoneCaller] = [
      .delegate(try DelegatePerson(.accountant, named: "Anne Martin")),
      .delegate(try DelegatePerson(.secretary, named: "Anna Martin")),
    ]
    for caller in strangers { #expect(try await !scene.check("a", from: caller)) }
    #expect(
      try await scene.check("a", from: .delegate(try DelegatePerson(.secretary, named: "ANNE  martin"))))
    #expect(try await !scene.check("b", from: .delegate(martin)))
    _ = try await scene.records.withdraw(martin, for: try AccountName("a"), by: scene.operatorOfHost)
    scene.clock.advance(by: .seconds(86_400))
    #expect(try await !scene.check("a", from: .delegate(martin)))
    #expect(try await scene.check("a"))
  }

  @Test func `a delegate with the wrong characters is not confirmed`() async throws {
    try await scene.register("a")
    let martin = try DelegatePerson(.secretary, named: "Anne Martin")
    _ = try await scene.records.declare(martin, for: try AccountName("a"), by: scene.operatorOfHost)
    _ = try await scene.records.declare(martin, for: try AccountName("none"), by: scene.operatorOfHost)
    #expect(try await !scene.check("a", TelephoneScene.wrong, from: .delegate(martin)))
    #expect(try await !scene.check("none", from: .delegate(martin)))
  }

  @Test
  func `the log names the agent and the account, the caller to officers alone, and nowhere what was said`()
    async throws
  {
    try await scene.register("a")
    let martin = try DelegatePerson(.secretary, named: "Anne Martin")
    _ = try await scene.records.declare(martin, for: try AccountName("a"), by: scene.operatorOfHost)
    _ = try await scene.check("a", from: .delegate(martin))
    _ = try await scene.check("a", TelephoneScene.wrong)
    let checks = try await scene.events().filter { $0.facts["act"] == "check" }
    #expect(checks.map { $0.actor?.account } == ["agent-1", "agent-1"])
    #expect(checks.map { $0.facts["caller"] } == ["secretary", "professional"])
    #expect(checks.map { $0.facts["result"] } == ["confirmed", "not-confirmed"])
    #expect(checks.allSatisfy { $0.facts["account"] == "a" && $0.function == TelephoneCheck.name })
    let opened = try await scene.opened()
    #expect(opened == ["secretary:Anne Martin", "secretary:Anne Martin"])
    for record in await scene.store.auditRecords(after: 0, limit: 1_000) {
      let text = String(decoding: record.content, as: UTF8.self)
      for secret in ["Martin", TelephoneScene.right, TelephoneScene.wrong] { #expect(!text.contains(secret)) }
    }
  }

  @Test func `what is kept is a code, and no character`() async throws {
    try await scene.register("a")
    let record = try #require(await scene.store.record(TelephoneRecord.kind, named: "a"))
    #expect(!String(decoding: record.content, as: UTF8.self).contains(TelephoneScene.right))
  }

  @Test
  func `details of an epoch before are compared, and brought under the present key once they were said`()
    async throws
  {
    try await scene.register("a")
    try await scene.register("b")
    let next = try TelephoneKeyRing(
      TelephoneScene.key("2027-01", 2), before: [TelephoneScene.key("2026-11", 1)])
    #expect(try await !scene.check("b", TelephoneScene.wrong, under: next))
    #expect(try await scene.check("a", under: next))
    let listing = try await scene.records.listing(.everyone(after: nil))
    #expect(listing.accounts.map(\.epoch) == ["2027-01", "2026-11"])
    let alone = try TelephoneKeyRing(TelephoneScene.key("2027-01", 2))
    #expect(try await scene.check("a", under: alone))
    #expect(try await !scene.check("b", under: alone))
  }

  @Test func `a log that cannot be written confirms nobody, and the try counts`() async throws {
    try await scene.register("a")
    // An empty log cannot begin without a name, which wants randomness.
    let empty = try MemoryStore(environment: .synthetic, random: scene.random)
    let broken = TelephoneDesk(
      of: scene.records, countingIn: scene.store,
      auditLog: AuditLog(store: empty, clock: scene.clock, random: NoRandomness(), sealingTo: nil),
      clock: scene.clock, random: scene.random)
    for _ in 0..<3 {
      let claim = try scene.claim(TelephoneScene.right, for: "a")
      await #expect(throws: CPSError(.auditUnavailable)) {
        _ = try await confirms(broken, claim)
      }
    }
    await #expect(throws: CPSError(.telephoneAttemptsExceeded)) { _ = try await scene.check("a") }
  }

  private func confirms(_ desk: TelephoneDesk, _ claim: TelephoneClaim) async throws -> Bool {
    switch try await desk.check(claim.account, claim, from: .professional, by: TelephoneScene.agent()) {
    case .confirmed: true
    case .notConfirmed: false
    }
  }

  @Test func `a confirmation starts one renewal, in the name of the agent`() async throws {
    try await scene.register("a")
    let renewal = RecordingRenewal()
    let claim = try scene.claim(TelephoneScene.right, for: "a")
    switch try await scene.desk.check(claim.account, claim, from: .professional, by: TelephoneScene.agent()) {
    case .confirmed(let confirmation):
      #expect(confirmation.account.text == "a")
      #expect(TelephoneAnswer(confirmation, startsRenewal: true).speaksFor == "a")
      try await confirmation.startRenewal(through: renewal)
    case .notConfirmed: Issue.record("not confirmed")
    }
    #expect(await renewal.begun == ["a by agent-1: telephone check"])
  }

  @Test(arguments: [
    [0, 1, 1, 1, 1], [2, 1, 1, 1, 1], [1, 1, 2, 1, 1], [1, 1, 1, 1, 0], [1, 10_001, 1, 1, 1],
  ])
  func `limits that cannot be meant are refused`(figures: [Int]) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try TelephoneLimits(
        checksPerHour: figures[0], checksPerDay: figures[1], failuresPerHour: figures[2],
        failuresPerDay: figures[3], burstPerHour: figures[4])
    }
  }
}
