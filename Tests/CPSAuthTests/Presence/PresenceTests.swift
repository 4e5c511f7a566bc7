import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct PresenceTests {
  private static func limits(
    required: Bool = false, lapse: PresenceRule.Lapse = .end
  ) throws -> SessionLimits {
    try SessionLimits(
      idle: .seconds(3_600), absolute: .seconds(14_400),
      presence: PresenceRule(lease: .seconds(60), isRequired: required, lapse: lapse))
  }

  private let bench: ServiceBench

  init() throws { bench = try ServiceBench(limits: try Self.limits()) }

  private func challenge(
    _ purpose: Purpose = .presence, from workstation: VirtualWorkstation? = nil, of bench: ServiceBench? = nil
  ) async throws -> Challenge {
    try await (bench ?? self.bench).service.issueChallenge(
      for: purpose, function: purpose == .stepUp ? Lookup.name : nil,
      request: try (bench ?? self.bench).request("/cpsauth/challenges", from: workstation))
  }

  private func watched(_ challenge: Challenge, from workstation: VirtualWorkstation? = nil) throws
    -> PresenceAnswer
  {
    try (workstation ?? bench.workstation).presence(
      answering: challenge, ofCard: try ServiceBench.physician.certificate)
  }

  @Test func `presence moves the lease and nothing else`() async throws {
    let opened = try await bench.logIn()
    #expect(opened.session.grant.presence == nil)
    bench.clock.advance(by: .seconds(100))
    let shown = try await bench.service.prolongPresence(
      of: opened.session, by: try watched(try await challenge()))
    let lease = PresenceLease(kind: .watched, until: bench.clock.now() + .seconds(60))
    #expect(shown.grant.presence == lease)
    #expect(shown.grant.openedAt == opened.session.grant.openedAt)
    #expect(shown.grant.endsAt == opened.session.grant.endsAt)
    #expect(shown.holder == opened.session.holder)
    #expect(try await bench.recognise(opened.token).grant.presence == lease)
  }

  @Test func `CL-10 a session whose card has gone out of sight ends with its lease`() async throws {
    let opened = try await bench.logIn()
    _ = try await bench.service.prolongPresence(
      of: opened.session, by: try watched(try await challenge()))
    bench.clock.advance(by: .seconds(59))
    _ = try await bench.recognise(opened.token)
    bench.clock.advance(by: .seconds(1))
    await expect(.presenceLapsed) { try await bench.recognise(opened.token) }
    await expect(.presenceLapsed) { try await bench.recognise(opened.token) }
    #expect(try await bench.events(.sessionEnded).map(\.diagnostic) == ["session.presence-lapsed"])
  }

  @Test func `CL-10 where presence is demanded a login begins the lease`() async throws {
    let bench = try ServiceBench(limits: try Self.limits(required: true))
    let opened = try await bench.logIn()
    let account = try await bench.logInByPassword()
    #expect(
      opened.session.grant.presence == PresenceLease(kind: nil, until: ServiceBench.noon + .seconds(60)))
    bench.clock.advance(by: .seconds(60))
    await expect(.presenceLapsed) { try await bench.recognise(opened.token) }
    _ = try await bench.recognise(account.token)
  }

  @Test func `CL-10 the gate may demand a step-up instead, which presence never is`() async throws {
    let bench = try ServiceBench(limits: try Self.limits(required: true, lapse: .stepUp))
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(60))
    let session = try await bench.recognise(opened.token).requireCard()
    await #expect(throws: Refusal.self) {
      _ = try await bench.gate.perform(Lookup.self, as: session, about: NIR("208137512536476")) { _ in nil }
    }
    let late = try await challenge(of: bench)
    await expect(.presenceLapsed) {
      try await bench.service.prolongPresence(
        of: session,
        by: try bench.workstation.presence(
          answering: late, ofCard: try ServiceBench.physician.certificate))
    }
    let again = try await bench.recognise(opened.token)
    do {
      _ = try await bench.gate.perform(Lookup.self, as: again, about: NIR("208137512536476")) { _ in nil }
      Issue.record("the gate opened")
    } catch let refusal as Refusal {
      #expect(refusal.error == CPSError(.stepUpRequired))
    }
  }

  @Test func `the card's own signature keeps a lease that mere watching does not`() async throws {
    let opened = try await bench.logIn()
    let card = try ServiceBench.physician
    let proof = try await bench.workstation.proof(answering: try await challenge(), with: card.card)
    let shown = try await bench.service.prolongPresence(of: opened.session, by: .signed(proof))
    #expect(shown.grant.presence?.kind == .signed)
    let weaker = try watched(try await challenge())
    await expect(.presenceRefused) { try await bench.service.prolongPresence(of: shown, by: weaker) }
    // Whoever holds a stale value of the session is told so by the store.
    let stale = try watched(try await challenge())
    await expect(.presenceLapsed) {
      try await bench.service.prolongPresence(of: opened.session, by: stale)
    }
  }

  @Test func `HN-06 a presence challenge is answered once`() async throws {
    let opened = try await bench.logIn()
    let answer = try watched(try await challenge())
    _ = try await bench.service.prolongPresence(of: opened.session, by: answer)
    await expect(.challengeUsed) { try await bench.service.prolongPresence(of: opened.session, by: answer) }
    #expect(try await bench.events(.alarm).map(\.diagnostic) == ["challenge.used"])
  }

  @Test func `HN-07 another workstation shows no presence`() async throws {
    let opened = try await bench.logIn()
    let thief = try bench.otherWorkstation()
    let answer = try watched(try await challenge(from: thief), from: thief)
    await expect(.challengeForAnotherKey) {
      try await bench.service.prolongPresence(of: opened.session, by: answer)
    }
  }

  @Test func `presence of another card is refused, watched or signed`() async throws {
    let opened = try await bench.logIn()
    let nurse = try ServiceBench.nurse
    let watched = try bench.workstation.presence(
      answering: try await challenge(), ofCard: nurse.certificate)
    await expect(.presenceRefused) {
      try await bench.service.prolongPresence(of: opened.session, by: watched)
    }
    let proof = try await bench.workstation.proof(answering: try await challenge(), with: nurse.card)
    await expect(.presenceRefused) {
      try await bench.service.prolongPresence(of: opened.session, by: .signed(proof))
    }
    #expect(try await bench.recognise(opened.token).grant.presence == nil)
  }

  @Test(arguments: [Purpose.login, .stepUp])
  func `a challenge for a human entry is not answered by presence`(purpose: Purpose) async throws {
    let opened = try await bench.logIn()
    let challenge = try await challenge(purpose)
    let answer = try watched(challenge)
    await expect(.challengePurposeMismatch) {
      try await bench.service.prolongPresence(of: opened.session, by: answer)
    }
    let proof = try await bench.workstation.proof(
      answering: challenge, with: try ServiceBench.physician.card)
    await expect(.challengePurposeMismatch) {
      try await bench.service.prolongPresence(of: opened.session, by: .signed(proof))
    }
  }

  @Test func `what a card signs for presence opens no session and confirms no function`() async throws {
    let challenge = try await challenge()
    let proof = try await bench.workstation.proof(
      answering: challenge, with: try ServiceBench.physician.card)
    await expect(.challengePurposeMismatch) {
      try await bench.service.openCardSession(with: proof, request: try bench.request("/cpsauth/sessions"))
    }
    await expect(.challengePurposeMismatch) {
      _ = try await bench.challenges().take(
        challenge.id, by: try bench.workstation.workstationKey().thumbprint, purpose: .stepUp,
        function: Lookup.name
      ).purpose
    }
  }

  @Test func `presence is no use: an idle session ends however well its card is watched`() async throws {
    let opened = try await bench.logIn()
    for _ in 0..<72 {
      bench.clock.advance(by: .seconds(50))
      let session = try? await bench.service.session(
        for: opened.token, request: try bench.request(token: opened.token), isUse: false)
      guard let session else { break }
      _ = try await bench.service.prolongPresence(
        of: try session.requireCard(), by: try watched(try await challenge()))
    }
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
    #expect(bench.clock.now() == ServiceBench.noon + .seconds(3_600))
  }

  @Test func `a lease never outlives its session`() async throws {
    let opened = try await bench.logIn()
    for _ in 0..<4 {
      bench.clock.advance(by: .seconds(3_590))
      _ = try await bench.recognise(opened.token)
    }
    bench.clock.advance(by: .seconds(20))
    let shown = try await bench.service.prolongPresence(
      of: opened.session, by: try watched(try await challenge()))
    #expect(shown.grant.presence?.until == opened.session.grant.endsAt)
  }

  @Test func `FT-03 a clock that goes back does not lengthen a lease`() async throws {
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(600))
    _ = try await bench.service.prolongPresence(
      of: opened.session, by: try watched(try await challenge()))
    bench.clock.advance(by: .seconds(-300))
    await expect(.presenceLapsed) { try await bench.recognise(opened.token) }
  }

  @Test func `a store that fails prolongs nothing`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store, limits: try Self.limits())
    let opened = try await bench.logIn()
    let answer = try bench.workstation.presence(
      answering: try await challenge(of: bench), ofCard: try ServiceBench.physician.certificate)
    store.fail(.insert)
    await expect(.storeUnavailable) {
      try await bench.service.prolongPresence(of: opened.session, by: answer)
    }
    store.fail(nil)
    #expect(try await bench.recognise(opened.token).grant.presence == nil)
  }

  @Test(arguments: [0, 29, 601, -60])
  func `CA-08 a lease outside its range is refused`(seconds: Int) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try PresenceRule(lease: .seconds(seconds), isRequired: true, lapse: .end)
    }
  }
}
