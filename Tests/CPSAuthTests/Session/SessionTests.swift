import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct SessionTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  @Test func `CL-09 a token under another key kills its session and raises an alarm`() async throws {
    let opened = try await bench.logIn()
    let thief = try bench.otherWorkstation()
    await expect(.sessionKeyMismatch) { try await bench.recognise(opened.token, from: thief) }
    await expect(.sessionTokenStolen) { try await bench.recognise(opened.token) }
    let alarm = try #require(try await bench.events(.alarm).first)
    #expect(alarm.diagnostic == "session.other-key")
    #expect(alarm.actor?.session == opened.session.grant.reference)
    #expect(alarm.actor?.nationalIdentifier == "899900123011")
  }

  @Test func `CL-11 without the key an ended session is like one that never was`() async throws {
    let opened = try await bench.logIn()
    try await bench.service.end(opened.session)
    let unknown = try SessionToken(from: bench.random)
    let thief = try bench.otherWorkstation()
    await expect(.sessionMissing) { try await bench.recognise(opened.token, from: thief) }
    await expect(.sessionMissing) { try await bench.recognise(unknown, from: thief) }
    await expect(.sessionMissing) { try await bench.recognise(unknown) }
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func `HN-23 a token shows itself nowhere but where it is asked for`() throws {
    let token = try SessionToken(from: bench.random)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped] { #expect(!text.contains(token.text)) }
    #expect(token.text.utf8.count == 43)
  }

  @Test(arguments: ["", "x", String(repeating: "A", count: 42), String(repeating: "A", count: 65), "é"])
  func whatIsNoTokenIsNoSession(text: String) {
    #expect(throws: CPSError(.sessionMissing)) { try SessionToken(reading: text) }
  }

  @Test func noTokenIsNoSession() async throws {
    await expect(.sessionMissing) { try await bench.service.session(for: nil, request: try bench.request()) }
  }

  @Test func aSessionEndsWhenIdleForAnHour() async throws {
    let opened = try await bench.logIn()
    for _ in 0..<3 {
      bench.clock.advance(by: .seconds(3_500))
      _ = try await bench.recognise(opened.token)
    }
    bench.clock.advance(by: .seconds(3_600))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
    bench.clock.advance(by: .seconds(-3_600))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
    #expect(try await bench.events(.sessionEnded).count == 1)
  }

  @Test func aSessionEndsAfterFourHoursHoweverBusy() async throws {
    let opened = try await bench.logIn()
    for _ in 0..<7 {
      bench.clock.advance(by: .seconds(1_800))
      _ = try await bench.recognise(opened.token)
    }
    bench.clock.advance(by: .seconds(1_800))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test(arguments: [-86_400, 86_400])
  func `FT-03 a clock that jumps a day ends sessions`(seconds: Int) async throws {
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(seconds))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func aReplayedRequestIsRefusedAndAudited() async throws {
    let opened = try await bench.logIn()
    let request = try bench.request(token: opened.token)
    _ = try await bench.service.session(for: opened.token, request: request)
    await expect(.dpopReplayed) { try await bench.service.session(for: opened.token, request: request) }
    #expect(try await bench.events(.alarm).map(\.diagnostic) == ["dpop.replayed"])
    _ = try await bench.recognise(opened.token)
  }

  @Test func aProofForOneTokenDoesNotServeAnother() async throws {
    let first = try await bench.logIn()
    let second = try await bench.logIn()
    let request = try bench.request(token: first.token)
    await expect(.dpopInvalid) { try await bench.service.session(for: second.token, request: request) }
  }

  @Test func aCardRevokedMeanwhileEndsItsSessions() async throws {
    let opened = try await bench.logIn()
    let account = try await bench.logInByPassword()
    bench.clock.advance(by: .seconds(60))
    try ServiceBench.world.get().publish(
      in: bench.book, revoking: [try ServiceBench.physician.certificate], at: bench.clock.now())
    await expect(.certificateRevoked) { try await bench.recognise(opened.token) }
    await expect(.sessionCardRefused) { try await bench.recognise(opened.token) }
    #expect(try await bench.events(.sessionEnded).map(\.diagnostic) == ["trust.certificate-revoked"])
    _ = try await bench.recognise(account.token)
  }

  @Test func sessionsEndByPersonByCardAndAll() async throws {
    let physician = try await bench.logIn()
    let nurse = try await bench.logIn(with: try ServiceBench.nurse)
    let account = try await bench.logInByPassword()
    let reason = CPSError(.sessionEndedByAdministrator)
    #expect(try await bench.service.endSessions(.card("2698000201"), because: reason) == 1)
    await expect(.sessionEndedByAdministrator) { try await bench.recognise(physician.token) }
    _ = try await bench.recognise(nurse.token)
    #expect(try await bench.service.endSessions(.holder("account:alix"), because: reason) == 1)
    await expect(.sessionEndedByAdministrator) { try await bench.recognise(account.token) }
    #expect(try await bench.service.endSessions(.everyone, because: reason) == 1)
    await expect(.sessionEndedByAdministrator) { try await bench.recognise(nurse.token) }
    #expect(try await bench.service.endSessions(.everyone, because: reason) == 0)
    #expect(try await bench.events(.sessionEnded).map(\.count) == [1, 1, 1])
  }

  @Test func logoutEndsTheSessionAndIsAudited() async throws {
    let opened = try await bench.logIn()
    try await bench.service.end(try await bench.recognise(opened.token))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
    #expect(try await bench.events(.logout).first?.actor?.session == opened.session.grant.reference)
  }

  @Test func aLogThatCannotBeWrittenKeepsNoSessionAlive() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    let opened = try await bench.logIn()
    store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.service.end(opened.session) }
    store.fail(nil)
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func whoWritesIntoTheDatabaseMakesNoSession() async throws {
    let opened = try await bench.logIn()
    let hash = try opened.token.hash()
    let genuine = try #require(try await bench.store.session(withTokenHash: hash))
    let forger = SessionSeal(try ServiceSecret(from: bench.random))
    let other = try SessionToken(from: bench.random)
    let contents = [
      [], [UInt8](repeating: 0, count: 64),
      // The right content under another token.
      genuine.sealedContent,
      try forger.seal(SessionContent(opened.session.grant), tokenHash: try other.hash()),
    ]
    for content in contents {
      let bench = try ServiceBench(store: try MemoryStore(environment: .synthetic, random: bench.random))
      try await bench.store.insert(genuine.moved(toTokenHash: try other.hash(), content: content))
      await expect(.sessionMissing) { try await bench.recognise(other) }
    }
  }

  @Test func anAccountSessionIsNotACardSession() async throws {
    let opened = try await bench.logInByPassword()
    let session = try await bench.recognise(opened.token)
    #expect(throws: CPSError(.cardRequired)) { try session.requireCard() }
    guard case .account(let account) = session else {
      Issue.record("not an account session")
      return
    }
    #expect(account.account.text == "alix")
  }

  @Test func anAccountCannotPassForAProfessional() throws {
    // The store finds sessions by these keys.
    let account = SessionHolder.account(try AccountName("899900123011"))
    #expect(account.storeKey == "account:899900123011")
    #expect(account.cardNumber == nil)
  }

  @Test(arguments: ["", "a\u{0}b", "a\nb", String(repeating: "a", count: 129), "\u{202E}evil", "a\\b"])
  func anAccountNameShowsAsItIsWritten(text: String) {
    #expect(throws: CPSError(.inputMalformed)) { try AccountName(text) }
  }

  @Test(arguments: [(0, 0), (59, 60), (3_601, 14_400), (3_600, 14_401), (600, 300), (-1, 14_400)])
  func `CA-08 limits out of range are refused`(idle: Int, absolute: Int) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try SessionLimits(idle: .seconds(idle), absolute: .seconds(absolute))
    }
  }

  @Test func shorterLimitsHold() async throws {
    let bench = try ServiceBench(limits: try SessionLimits(idle: .seconds(60), absolute: .seconds(120)))
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(60))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func `FT-02 without randomness nobody logs in`() async throws {
    #expect(throws: CPSError(.randomnessUnavailable)) { try SessionToken(from: SilentRandomSource()) }
    #expect(throws: CPSError(.randomnessUnavailable)) { try ServiceSecret(from: SilentRandomSource()) }
    #expect(throws: CPSError(.randomnessUnavailable)) {
      try MemoryStore(environment: .synthetic, random: SilentRandomSource())
    }
  }
}
