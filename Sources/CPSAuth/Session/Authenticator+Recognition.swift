public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

extension Authenticator {
  /// How old the note of the last request may become before it is written again: the idle limit is kept to
  /// this much on the short side.
  static let touchInterval: Duration = .seconds(15)

  /// Recognises the session of a request.
  ///
  /// A token that somebody else's key or certificate presents is a stolen one: its session ends (attack case
  /// CL-09). Whoever holds neither learns nothing else about a token (attack case CL-11).
  ///
  /// - Parameters:
  ///   - token: what the request carries; nil when it carries none.
  ///   - request: what shows that the session may be used: a proof of possession, or the connection's certificate.
  ///   - isUse: whether the request comes of something that a person does; one that a machine sends by itself
  ///     keeps no session from falling idle.
  /// Who holds the key and comes after the end is told why it ended.
  ///
  /// - Throws: ``Diagnostic/sessionMissing``, a row of ``Diagnostic/sessionEnds``, ``Diagnostic/dpopMissing``,
  ///   ``Diagnostic/dpopInvalid``, ``Diagnostic/dpopNonceRequired``, ``Diagnostic/dpopReplayed``,
  ///   ``Diagnostic/tlsClientRefused``, ``Diagnostic/storeUnavailable``.
  public func session(
    for token: SessionToken?, request: RequestOrigin, isUse: Bool = true
  ) async throws(CPSError) -> LiveSession {
    guard let token else { throw CPSError(.sessionMissing) }
    let shown: VerifiedPossession?
    let stored: StoredSession
    let content: SessionContent
    do {
      shown = try proof(of: request, with: token)
      (stored, content) = try await find(try token.hash())
    } catch { throw await refused(error) }
    var grant = try SessionGrant(content, stored, sealedBy: secret, checkedAt: clock.now())
    grant.network = request.network
    switch try holding(of: content, by: shown, request.presentation) {
    case .held: break
    case .unshown(let error): throw await refused(error)
    case .foreign: throw try await stolen(grant, isOver: stored.end != nil)
    }
    grant = grant.checked(by: try await requireAlive(stored, grant))
    if let shown {
      do { try await possession.spend(shown) } catch {
        try await alarm(error, grant)
        throw await unanswered(error)
      }
    }
    if isUse, grant.checkedAt - stored.lastSeenAt >= Self.touchInterval {
      do { try await store.touchSession(withTokenHash: stored.tokenHash, at: grant.checkedAt) } catch {
        throw await unanswered(error)
      }
    }
    return LiveSession(grant)
  }

  /// Counts a request that is refused because the store fails, and hands its error on (attack case ST-03).
  private func unanswered(_ error: CPSError) async -> CPSError {
    if error.diagnostic == .storeUnavailable { await auditLog.count(error) }
    return error
  }

  /// Ends a session at its holder's wish.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func end(_ session: some Session) async throws(CPSError) {
    // Ended first: a log that cannot be written must not keep a session alive.
    try await store.endSessions(
      .token(hash: session.grant.tokenHash), SessionEnd(.logout, at: clock.now()))
    var event = AuditEvent(.logout)
    event.actor = AuditActor(session.grant)
    try await auditLog.record(event)
  }

  /// Ends sessions for a reason that the audit log names, such as a revoked card, and says how many.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  @discardableResult
  public func endSessions(
    _ selection: SessionSelection, because reason: CPSError, by actor: AuditActor? = nil
  ) async throws(CPSError) -> Int {
    try await roll.end(selection, because: reason, by: actor)
  }

  /// The session of a token, if this service sealed it in this world.
  func find(_ tokenHash: [UInt8]) async throws(CPSError) -> (StoredSession, SessionContent) {
    guard let stored = try await store.session(withTokenHash: tokenHash) else {
      throw CPSError(.sessionMissing)
    }
    guard let content = try seal.open(stored.sealedContent, tokenHash: tokenHash),
      content.environment == store.environment
    else { throw CPSError(.sessionMissing, reason: "the stored session does not bear this service's seal") }
    return (stored, content)
  }

  /// The error of a token under a foreign key; a session that still lives is ended and the alarm written.
  private func stolen(_ grant: SessionGrant, isOver: Bool) async throws(CPSError) -> CPSError {
    guard !isOver else { return await refused(CPSError(.sessionMissing)) }
    let error = CPSError(.sessionKeyMismatch)
    try await store.endSessions(
      .token(hash: grant.tokenHash), SessionEnd(.otherKey, at: clock.now()))
    try await alarm(error, grant)
    return error
  }

  func alarm(_ error: CPSError, _ grant: SessionGrant) async throws(CPSError) {
    guard error.diagnostic.severity == .alarm else { return }
    var event = AuditEvent(.alarm)
    event.actor = AuditActor(grant)
    event.diagnostic = error.diagnostic.code
    try await auditLog.record(event)
  }

  /// The list by which its card is good, or the end of the session.
  func requireAlive(
    _ stored: StoredSession, _ grant: SessionGrant
  ) async throws(CPSError) -> RevocationFacts? {
    if let end = stored.end { throw end.reason.error }
    let reason: CPSError
    do throws(CPSError) { return try check(stored, grant) } catch { reason = error }
    let end = SessionEnd(.init(reason), at: grant.checkedAt)
    // Of several requests that find it at once, one writes the entry.
    guard try await store.endSessions(.token(hash: stored.tokenHash), end) == 1 else { throw reason }
    var event = AuditEvent(.sessionEnded)
    event.actor = AuditActor(grant)
    event.diagnostic = reason.diagnostic.code
    try await auditLog.record(event)
    throw reason
  }

  /// Throws why a session must end now: a limit, or a card that would not be let in any more.
  private func check(
    _ stored: StoredSession, _ grant: SessionGrant
  ) throws(CPSError) -> RevocationFacts? {
    let now = grant.checkedAt
    // A session from the future was opened under a clock that has gone back since (attack case FT-03).
    let isFromTheFuture = grant.openedAt > now + ChallengeAuthority.clockSkew
    if now >= grant.endsAt || now - stored.lastSeenAt >= limits.idle || isFromTheFuture {
      throw CPSError(.sessionEnded)
    }
    if let lease = grant.presence, limits.presence.lapse == .end, limits.presence.hasLapsed(lease, at: now) {
      throw CPSError(.presenceLapsed)
    }
    guard case .professional(let holder) = grant.holder else { return nil }
    // By the lists in memory: nothing is fetched (igc-sante.md section 4, rule 17).
    return try verifier.recheck(holder.certificateReference)
  }
}
