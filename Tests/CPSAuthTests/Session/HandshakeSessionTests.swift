import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import Testing

@testable import CPSAuth

/// Sessions that a TLS handshake opens, and what they are bound to (RFC 8705, clause 3).
@Suite struct HandshakeSessionTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench(takesHandshakes: true) }

  private func presentation(
    of card: SyntheticCardInHand, by evidence: Evidence = .tls
  ) throws -> TLSClientPresentation {
    let certificate = card.certificate.der
    return switch evidence {
    case .tlsViaProxy:
      try .reportedByAuthenticatedProxy(
        certificate: certificate, version: .tls12, verdict: "SUCCESS", isResumed: false)
    case .tls, .proof:
      try .handshakeEndedHere(peerCertificates: [certificate], version: .tls12, isResumed: false)
    }
  }

  private func origin(
    _ card: SyntheticCardInHand?, by evidence: Evidence = .tls, token: SessionToken? = nil,
    from workstation: VirtualWorkstation? = nil
  ) throws -> RequestOrigin {
    let proofs = try workstation.map { try bench.request(token: token, from: $0).possession.proofs } ?? []
    return RequestOrigin(
      DPoPRequest(method: "POST", path: "/functions/infopatient.lookup", proofs: proofs),
      presentation: try card.map { try presentation(of: $0, by: evidence) })
  }

  private func open(
    _ card: SyntheticCardInHand? = nil, by evidence: Evidence = .tls
  ) async throws -> OpenedSession<CardSession> {
    let physician = try ServiceBench.physician
    return try await bench.service.openCardSession(byHandshakeOf: try origin(card ?? physician, by: evidence))
  }

  @Test(arguments: [Evidence.tls, .tlsViaProxy])
  func `a handshake opens a session that its certificate uses`(evidence: Evidence) async throws {
    let card = try ServiceBench.physician
    let opened = try await open(card, by: evidence)
    #expect(opened.session.holder.evidence == evidence)
    #expect(opened.session.grant.binding == .certificate(sha256: card.certificate.sha256))
    let live = try await bench.service.session(for: opened.token, request: try origin(card, by: evidence))
    #expect(live.grant.binding == opened.session.grant.binding)
    #expect(live.grant.reference == opened.session.grant.reference)
    #expect(try await bench.events(.login).first?.facts["evidence"] == evidence.rawValue)
  }

  /// What a full quota and a rule's own demand say to a session that no PIN can be confirmed in.
  @Test(arguments: [true, false])
  func `a session of a handshake is told by which door a PIN is confirmed`(isQuota: Bool) async throws {
    bench.gate.policy = try Policy(
      version: "1",
      rules: [
        PolicyRule(
          name: "physicians", effect: .allow, functions: .named([Lookup.name]),
          holders: .card(
            CardCondition(types: [.cps], professions: [.physician], evidence: [.proof, .tls])),
          demands: PolicyDemands(stepUp: isQuota ? nil : .seconds(300)),
          quotas: isQuota ? [QuotaScene.quota(limit: 1, beyond: .stepUp)] : [])
      ])
    func refusal(of session: some Session, _ number: Int) async throws -> Refusal? {
      do {
        _ = try await bench.gate.perform(
          Lookup.self, as: session, about: try QuotaScene.stranger(number)
        ) { permit in
          _ = try permit.redeem()
          return "found"
        }
        return nil
      } catch let refusal as Refusal { return refusal }
    }
    let card = try ServiceBench.physician
    let opened = try await open()
    if isQuota { #expect(try await refusal(of: opened.session, 0) == nil) }
    let told = try #require(try await refusal(of: opened.session, 1))
    #expect(told.error == CPSError(.proofRequired))
    #expect(told.error.values["seconds"] == (isQuota ? "0" : "300"))
    #expect(told.decision?.missing.map(\.name) == ["step-up"])
    #expect(try await bench.events(.decision).last?.diagnostic == "gate.proof-required")
    // The door that would do: a login by proof is asked for the PIN, and can bring it.
    // Later, since what was counted at the very moment of a confirmation stays.
    bench.clock.advance(by: .seconds(1))
    let proven = try await bench.logIn()
    #expect(try await refusal(of: proven.session, 1)?.error == CPSError(.stepUpRequired))
    let confirmed = try await bench.workstation.confirm(
      StepUp(Lookup.name), in: proven.session, of: bench.service, with: card.card)
    #expect(try await refusal(of: confirmed.session, 1) == nil)
  }

  @Test func `CL-09 a token under another certificate kills its session`() async throws {
    let opened = try await open()
    await expect(.sessionKeyMismatch) {
      try await bench.service.session(for: opened.token, request: try origin(try ServiceBench.nurse))
    }
    await expect(.sessionTokenStolen) {
      try await bench.service.session(for: opened.token, request: try origin(try ServiceBench.physician))
    }
    #expect(try await bench.events(.alarm).map(\.diagnostic) == ["session.other-key"])
  }

  @Test func `CL-09 a token of a certificate under a workstation's key kills its session`() async throws {
    let opened = try await open()
    await expect(.sessionKeyMismatch) {
      try await bench.service.session(
        for: opened.token, request: try origin(nil, token: opened.token, from: bench.workstation))
    }
    await expect(.sessionTokenStolen) {
      try await bench.service.session(for: opened.token, request: try origin(try ServiceBench.physician))
    }
  }

  @Test func `CL-11 a certificate where a key is demanded learns nothing and ends nothing`() async throws {
    let opened = try await bench.logIn()
    for card in [try ServiceBench.physician, try ServiceBench.nurse] {
      await expect(.sessionMissing) {
        try await bench.service.session(for: opened.token, request: try origin(card))
      }
    }
    _ = try await bench.recognise(opened.token)
  }

  @Test func `without certificate and proof there is nothing to use a token by`() async throws {
    let opened = try await open()
    await expect(.dpopMissing) {
      try await bench.service.session(for: opened.token, request: try origin(nil))
    }
    _ = try await bench.service.session(for: opened.token, request: try origin(try ServiceBench.physician))
  }

  @Test func `a workstation key is used over a connection with a certificate`() async throws {
    let opened = try await bench.logIn()
    let request = try origin(try ServiceBench.nurse, token: opened.token, from: bench.workstation)
    let live = try await bench.service.session(for: opened.token, request: request)
    #expect(live.grant.reference == opened.session.grant.reference)
    await expect(.dpopReplayed) { try await bench.service.session(for: opened.token, request: request) }
  }

  @Test func `HN-20 what a proxy reports does not use a session whose handshake ended here`() async throws {
    let card = try ServiceBench.physician
    for (own, other) in [(Evidence.tls, Evidence.tlsViaProxy), (.tlsViaProxy, .tls)] {
      let opened = try await open(card, by: own)
      await expect(.tlsClientRefused) {
        try await bench.service.session(for: opened.token, request: try origin(card, by: other))
      }
      _ = try await bench.service.session(for: opened.token, request: try origin(card, by: own))
    }
  }

  @Test func `a service that takes proofs only opens nothing by a handshake`() async throws {
    let bench = try ServiceBench()
    await expect(.tlsClientRefused) {
      try await bench.service.openCardSession(byHandshakeOf: try origin(try ServiceBench.physician))
    }
    #expect(try await bench.events(.login).isEmpty)
  }

  @Test func `no certificate opens nothing`() async throws {
    await expect(.tlsClientRefused) {
      try await bench.service.openCardSession(byHandshakeOf: try origin(nil))
    }
    await expect(.tlsClientRefused) {
      try await bench.service.openCardSession(
        byHandshakeOf: try origin(nil, from: try bench.otherWorkstation()))
    }
    #expect(try await bench.events(.login).isEmpty)
  }

  @Test func `where every card must show presence no handshake opens a session`() async throws {
    let rule = try PresenceRule(lease: .seconds(60), isRequired: true, lapse: .end)
    let limits = try SessionLimits(idle: .seconds(3_600), absolute: .seconds(14_400), presence: rule)
    let bench = try ServiceBench(limits: limits, takesHandshakes: true)
    await expect(.tlsClientRefused) {
      try await bench.service.openCardSession(byHandshakeOf: try origin(try ServiceBench.physician))
    }
  }

  @Test func `a session of a handshake answers no presence`() async throws {
    let card = try ServiceBench.physician
    let opened = try await open(card)
    let challenge = try await bench.service.issueChallenge(for: .presence, request: try bench.request())
    let answer = try bench.workstation.presence(answering: challenge, ofCard: card.certificate)
    await expect(.dpopMissing) {
      try await bench.service.prolongPresence(of: opened.session, by: answer)
    }
  }

  @Test func `a session of a handshake claims no PIN and takes no step-up, whoever signs it`() async throws {
    let card = try ServiceBench.physician
    let opened = try await open(card)
    #expect(opened.session.grant.authenticatedAt == nil)
    await expect(.dpopMissing) {
      try await bench.workstation.confirm(
        StepUp(Lookup.name), in: opened.session, of: bench.service, with: card.card)
    }
    let live = try await bench.service.session(for: opened.token, request: try origin(card))
    #expect(live.grant.authenticatedAt == nil)
    #expect(live.grant.confirmations == [:])
    #expect(try await bench.events(.stepUp).isEmpty)
  }

  @Test func `a card revoked meanwhile ends its session of a handshake`() async throws {
    let card = try ServiceBench.physician
    let opened = try await open(card)
    bench.clock.advance(by: .seconds(60))
    try ServiceBench.world.get().publish(
      in: bench.book, revoking: [card.certificate], at: bench.clock.now())
    await expect(.certificateRevoked) {
      try await bench.service.session(for: opened.token, request: try origin(card))
    }
    await expect(.certificateRevoked) { try await open(card) }
  }

  @Test func `a handshake opens no function that asks for a proof`() async throws {
    let opened = try await open()
    await #expect(throws: Refusal.self) {
      _ = try await bench.gate.perform(
        Lookup.self, as: opened.session, about: try NIR("2081375125364")
      ) { _ in nil }
    }
    #expect(try await bench.events(.decision).map(\.isAllowed) == [false])
  }
}
