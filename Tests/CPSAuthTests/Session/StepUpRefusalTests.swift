import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

/// What is no step-up changes nothing: the session goes on under its token, unconfirmed.
@Suite struct StepUpRefusalTests {
  private let bench: ServiceBench
  private let stepUp = StepUp(Lookup.name)

  init() throws { bench = try ServiceBench() }

  private func challenge(
    _ purpose: Purpose = .stepUp, _ function: FunctionName? = Lookup.name,
    from workstation: VirtualWorkstation? = nil
  ) async throws -> Challenge {
    try await bench.service.issueChallenge(
      for: purpose, function: function,
      request: try bench.request("/cpsauth/challenges", from: workstation))
  }

  private func proof(
    _ challenge: Challenge, about subject: String? = nil, with card: SyntheticCardInHand? = nil
  ) async throws -> Proof {
    let physician = try ServiceBench.physician
    return try await bench.workstation.proof(
      answering: challenge, about: subject, with: (card ?? physician).card)
  }

  /// Expects a refusal after which the session is as it was.
  private func expectNothing(
    _ diagnostic: Diagnostic, _ stepUp: StepUp, _ proof: Proof,
    at location: SourceLocation = #_sourceLocation
  ) async throws {
    let opened = try await bench.logIn()
    await expect(diagnostic, at: location) {
      try await bench.service.confirm(stepUp, in: opened.session, with: proof)
    }
    let session = try await bench.recognise(opened.token)
    #expect(session.grant.confirmations == [:], sourceLocation: location)
    #expect(session.grant.authenticatedAt == ServiceBench.noon, sourceLocation: location)
    #expect(try await bench.events(.stepUp).isEmpty, sourceLocation: location)
  }

  @Test func `CL-08 a proof for another function or purpose confirms nothing`() async throws {
    let login = try await proof(try await challenge(.login, nil))
    try await expectNothing(.challengePurposeMismatch, stepUp, login)
    let presence = try await proof(try await challenge(.presence, nil))
    try await expectNothing(.challengePurposeMismatch, stepUp, presence)
    let other = try await proof(try await challenge(.stepUp, "other.function"))
    try await expectNothing(.challengePurposeMismatch, stepUp, other)
  }

  @Test func `what was signed for a step-up opens no session and shows no presence`() async throws {
    let proof = try await proof(try await challenge())
    await expect(.challengePurposeMismatch) {
      try await bench.service.openCardSession(with: proof, request: try bench.request("/cpsauth/sessions"))
    }
    let opened = try await bench.logIn()
    await expect(.challengePurposeMismatch) {
      try await bench.service.prolongPresence(of: opened.session, by: .signed(proof))
    }
  }

  @Test func `CL-08 the person must be the one over whom the card signed`() async throws {
    let number = "208137512536476"
    let about = StepUp(Lookup.name, about: number, meaning: try NIR(number))
    let other = StepUp(Lookup.name, about: "1 85 12 34 567 890", meaning: try NIR("1851234567890"))
    try await expectNothing(.proofSignatureInvalid, about, try await proof(try await challenge()))
    try await expectNothing(
      .proofSignatureInvalid, stepUp, try await proof(try await challenge(), about: number))
    try await expectNothing(
      .proofSignatureInvalid, other, try await proof(try await challenge(), about: number))
  }

  @Test func `HN-06 one answer confirms once`() async throws {
    let opened = try await bench.logIn()
    let answer = try await proof(try await challenge())
    let confirmed = try await bench.service.confirm(stepUp, in: opened.session, with: answer)
    await expect(.challengeUsed) {
      try await bench.service.confirm(stepUp, in: confirmed.session, with: answer)
    }
    _ = try await bench.recognise(confirmed.token)
  }

  @Test func `HN-05 a challenge past its time confirms nothing`() async throws {
    let opened = try await bench.logIn()
    let answer = try await proof(try await challenge())
    bench.clock.advance(by: .seconds(60))
    await expect(.challengeExpired) {
      try await bench.service.confirm(stepUp, in: opened.session, with: answer)
    }
    _ = try await bench.recognise(opened.token)
  }

  @Test func `HN-07 the challenge of another workstation confirms nothing, and stays whole`() async throws {
    let other = try bench.otherWorkstation()
    let challenge = try await challenge(from: other)
    let answer = try await other.proof(answering: challenge, with: try ServiceBench.physician.card)
    try await expectNothing(.challengeForAnotherKey, stepUp, answer)
    let theirs = try await other.logIn(to: bench.service, with: try ServiceBench.physician.card)
    let session = try await bench.recognise(theirs.token, from: other).requireCard()
    _ = try await bench.service.confirm(stepUp, in: session, with: answer)
  }

  @Test func `the card of somebody else confirms nothing and raises an alarm`() async throws {
    let answer = try await proof(try await challenge(), with: try ServiceBench.nurse)
    try await expectNothing(.stepUpCardMismatch, stepUp, answer)
    let alarm = try #require(try await bench.events(.alarm).first)
    #expect(alarm.diagnostic == "session.step-up-card")
    #expect(alarm.actor?.session != nil)
  }

  @Test func `a card revoked meanwhile confirms nothing`() async throws {
    let opened = try await bench.logIn()
    let answer = try await proof(try await challenge())
    try ServiceBench.world.get().publish(
      in: bench.book, revoking: [try ServiceBench.physician.certificate], at: bench.clock.now())
    await expect(.certificateRevoked) {
      try await bench.service.confirm(stepUp, in: opened.session, with: answer)
    }
  }

  @Test func `CC-06 a session that was ended meanwhile is not brought back, and says why`() async throws {
    let opened = try await bench.logIn()
    let answer = try await proof(try await challenge())
    try await bench.service.endSessions(
      .reference(opened.session.grant.reference), because: CPSError(.sessionEndedByAdministrator))
    await expect(.sessionEndedByAdministrator) {
      try await bench.service.confirm(stepUp, in: opened.session, with: answer)
    }
    #expect(try await bench.store.sessions(.everyone, afterTokenHash: nil, limit: 9).isEmpty)
  }

  @Test func `CC-01 of step-ups at once one gives a token, and one session lives`() async throws {
    let opened = try await bench.logIn()
    var proofs: [Proof] = []
    for _ in 0..<8 { proofs.append(try await proof(try await challenge())) }
    let tokens = await withTaskGroup(of: SessionToken?.self) { group in
      for proof in proofs {
        group.addTask {
          try? await bench.service.confirm(stepUp, in: opened.session, with: proof).token
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
    }
    #expect(tokens.count == 1)
    #expect(try await bench.store.sessions(.everyone, afterTokenHash: nil, limit: 9).count == 1)
    _ = try await bench.recognise(try #require(tokens.first))
  }

  @Test(arguments: [FailingStore.Part.take, .insert, .audit])
  func `ST-08 a store that fails gives no token, and the old one goes on`(part: FailingStore.Part)
    async throws
  {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    let opened = try await bench.logIn()
    let challenge = try await bench.service.issueChallenge(
      for: .stepUp, function: Lookup.name, request: try bench.request("/cpsauth/challenges"))
    let proof = try await bench.workstation.proof(
      answering: challenge, with: try ServiceBench.physician.card)
    store.fail(part)
    await expect(part == .audit ? .auditUnavailable : .storeUnavailable) {
      try await bench.service.confirm(stepUp, in: opened.session, with: proof)
    }
    store.fail(nil)
    #expect(try await bench.recognise(opened.token).grant.confirmations == [:])
  }
}
