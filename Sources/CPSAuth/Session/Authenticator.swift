public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import CPSTrust

/// Opens sessions, recognises them at every request, and ends them.
public struct Authenticator: Sendable {
  /// The service's configured public origin.
  public let audience: Audience
  /// How long sessions live.
  public let limits: SessionLimits

  let store: any AuthStore
  let auditLog: AuditLog
  let possession: DPoPVerifier
  let seal: SessionSeal
  let handshakes: TLSClientVerifier?
  let clock: any WallClock
  let verifier: ProofVerifier
  let challenges: ChallengeAuthority
  let random: any RandomSource
  let secret: ServiceSecret
  let inquiry: StatusInquiry?

  /// An authenticator for one service.
  ///
  /// - Parameters:
  ///   - audience: the service's configured public origin, never taken from a request.
  ///   - verifier: turns a proof into a professional, under the anchors of the same world.
  ///   - store: the state, whose environment is that of the service.
  ///   - auditLog: the log, over the same store.
  ///   - secret: the service's secret, shared by its processes.
  ///   - handshakes: turns a client certificate of a TLS connection into a professional; nil where only proofs
  ///     open sessions.
  ///   - inquiry: asks a status responder at each login; nil to ask none.
  /// - Throws: ``Diagnostic/storeForeign`` when verifier, store and log are not of one world
  ///   (attack case CA-07).
  public init(
    audience: Audience, verifier: ProofVerifier, store: any AuthStore, auditLog: AuditLog,
    secret: ServiceSecret, clock: any WallClock, random: any RandomSource,
    limits: SessionLimits = .standard, handshakes: TLSClientVerifier? = nil,
    inquiry: StatusInquiry? = nil
  ) throws(CPSError) {
    guard auditLog.environment == store.environment, verifier.environment == store.environment,
      handshakes.map({ $0.environment == store.environment }) ?? true
    else {
      throw CPSError(.storeForeign, ["detail": store.environment.rawValue])
    }
    self.audience = audience
    self.limits = limits
    self.store = store
    self.auditLog = auditLog
    self.clock = clock
    self.random = random
    self.secret = secret
    self.verifier = verifier
    self.inquiry = inquiry
    self.handshakes = handshakes
    possession = DPoPVerifier(audience: audience, store: store, secret: secret, clock: clock)
    challenges = try ChallengeAuthority(
      audience: audience, store: store, secret: secret, clock: clock, random: random)
    seal = SessionSeal(secret)
  }

  /// The world whose cards open sessions.
  public var environment: TrustEnvironment { store.environment }

  /// Whether client certificates of TLS connections open sessions.
  public var takesHandshakes: Bool { handshakes != nil }

  /// The nonce that proofs of possession must repeat now: the `DPoP-Nonce` header of every answer.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func possessionNonce() throws(CPSError) -> String { try possession.nonce() }

  /// Issues a challenge to the key that signed the request.
  ///
  /// Nothing is kept, neither of the challenge nor of the proof of possession: asking again is harmless.
  ///
  /// - Throws: ``Diagnostic/dpopMissing``, ``Diagnostic/dpopInvalid``, ``Diagnostic/dpopNonceRequired``,
  ///   ``Diagnostic/requestMalformed``, ``Diagnostic/storeUnavailable``.
  public func issueChallenge(
    for purpose: Purpose, function: FunctionName? = nil, request: RequestOrigin
  ) async throws(CPSError) -> Challenge {
    let key: KeyThumbprint
    do { key = try possession.verify(request.possession, token: nil).key.thumbprint } catch {
      throw await refused(error)
    }
    return try await challenges.issue(for: purpose, function: function, to: key)
  }

  /// Opens a session for a professional who answers a login challenge with a card.
  ///
  /// The entry in the audit log is durable before the token leaves.
  ///
  /// - Throws: an error of the challenge, the proof, the card's certificate, or the store.
  public func openCardSession(
    with proof: Proof, request: RequestOrigin
  ) async throws(CPSError) -> OpenedSession<CardSession> {
    let professional: VerifiedProfessional
    do {
      let verified = try await verify(proof, request)
      professional = try await inquiry?.confirm(verified) ?? verified
    } catch { throw await refused(error) }
    let holder = CardHolder(professional)
    var event = AuditEvent(.login)
    event.facts = Self.facts(about: professional)
    let now = clock.now()
    let (grant, token) = try await open(
      .professional(holder), boundTo: .workstationKey(proof.workstationKey.thumbprint),
      from: request.network, at: now, until: min(now + limits.absolute, holder.certificateExpiry), event)
    return OpenedSession(CardSession(grant, holder), token)
  }

  /// Opens a session for an account that the service has just checked by its own means.
  ///
  /// Such a session never stands for a card (``AccountSession``).
  ///
  /// - Throws: ``Diagnostic/dpopMissing``, ``Diagnostic/dpopInvalid``, ``Diagnostic/dpopNonceRequired``,
  ///   ``Diagnostic/dpopReplayed``, ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func openAccountSession(
    for account: AccountName, request: RequestOrigin
  ) async throws(CPSError) -> OpenedSession<AccountSession> {
    let key: KeyThumbprint
    do {
      let shown = try possession.verify(request.possession, token: nil)
      try await possession.spend(shown)
      key = shown.key.thumbprint
    } catch { throw await refused(error) }
    let now = clock.now()
    let (grant, token) = try await open(
      .account(account), boundTo: .workstationKey(key), from: request.network, at: now,
      until: now + limits.absolute, AuditEvent(.login))
    return OpenedSession(AccountSession(grant, account), token)
  }

  /// Everything between a proof and a professional, in the order of docs/protocol.md, section 5.
  private func verify(_ proof: Proof, _ request: RequestOrigin) async throws(CPSError) -> VerifiedProfessional
  {
    let shown = try possession.verify(request.possession, token: nil)
    guard shown.key.thumbprint == proof.workstationKey.thumbprint else {
      throw CPSError(
        .challengeForAnotherKey, reason: "the request is signed by another key than the proof names")
    }
    let taken = try await challenges.take(
      proof.challengeID, by: proof.workstationKey.thumbprint, purpose: .login)
    return try verifier.verify(proof, expecting: try taken.expectation(about: nil))
  }

  func open(
    _ holder: SessionHolder, boundTo binding: SessionBinding, from network: NetworkName?,
    at now: Timestamp, until end: Timestamp, _ event: AuditEvent
  ) async throws(CPSError) -> (SessionGrant, SessionToken) {
    let token = try SessionToken(from: random)
    let tokenHash = try token.hash()
    let reference = Hexadecimal.encode(try random.bytes(8))
    var login = event
    login.actor = AuditActor(holder, session: reference)
    login.workstation = binding.text
    login.network = network?.text
    let charge = try await charge(&login, of: holder, boundTo: binding)
    var grant = SessionGrant(
      tokenHash: tokenHash, reference: reference, environment: store.environment, holder: holder,
      binding: binding, openedAt: now, endsAt: end, authenticatedAt: holder.provesPIN ? now : nil,
      presence: firstLease(of: holder, at: now, isDemanded: charge.mustBeWatched), checkedAt: now)
    grant.network = network
    try await record(login, charge, opening: try stored(grant, at: now))
    return (grant, token)
  }

  /// Notes what a front found wrong with a request before it asked for anything: written, or counted when there are
  /// many of a kind.
  public func note(_ error: CPSError) async { _ = await refused(error) }

  /// A session under its present token, seen just now, as the store keeps it.
  func stored(_ grant: SessionGrant, at now: Timestamp) throws(CPSError) -> StoredSession {
    StoredSession(
      tokenHash: grant.tokenHash, reference: grant.reference, holder: grant.holder.storeKey,
      card: grant.holder.cardNumber, workstation: grant.binding.text, service: audience.text,
      sealedContent: try seal.seal(SessionContent(grant), tokenHash: grant.tokenHash),
      openedAt: grant.openedAt, endsAt: grant.endsAt, lastSeenAt: now, presence: grant.presence)
  }

  /// Notes a refusal and hands it on.
  func refused(_ error: CPSError) async -> CPSError {
    // A fresher nonce is asked for at every first request: that is no refusal.
    if error != CPSError(.dpopNonceRequired) { await auditLog.note(error) }
    return error
  }

  /// What a login's entry says about certificate and lists (igc-sante.md section 4, rule 30).
  static func facts(about professional: VerifiedProfessional) -> [String: String] {
    var facts = [
      "evidence": professional.evidence.rawValue,
      "card-type": professional.card.type.rawValue,
      "certificate": Hexadecimal.encode(professional.certificateSHA256),
      "issuer-key": Hexadecimal.encode(professional.issuerKeyIdentifier),
      "serial": Hexadecimal.encode(professional.serialNumber),
    ].merging(professional.revocation.auditFacts) { own, _ in own }
    if let employer = professional.role.employer { facts["employer"] = employer.identifier.text }
    facts["register"] = professional.register.auditText
    facts.merge(professional.status.auditFacts) { own, _ in own }
    if !professional.alarms.isEmpty {
      facts["alarms"] = professional.alarms.map(\.diagnostic.code).sorted().joined(separator: " ")
    }
    return facts
  }
}
