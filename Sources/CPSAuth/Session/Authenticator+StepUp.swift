public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
internal import CPSTrust

extension Authenticator {
  /// Takes note that the holder of a session has typed the PIN again to confirm a function, and exchanges the
  /// session's token.
  ///
  /// The session itself goes on: neither its absolute end nor its name in the audit log changes. The token of before
  /// is worth nothing from then on (attack case HN-22), also when the answer never reaches the workstation: then its
  /// holder logs in again. A presence lease begins anew, as after a login.
  ///
  /// The signature shows the card and that its PIN was presented; that a person typed it just now is what the
  /// workstation does (one VERIFY for each human entry, card reset after it).
  ///
  /// - Parameters:
  ///   - session: the session, just recognised.
  ///   - stepUp: what is confirmed.
  ///   - proof: the card's answer to a challenge of purpose `step-up` for that function.
  /// - Returns: the session with its new token.
  /// - Throws: an error of the challenge, the proof or the card's certificate; ``Diagnostic/stepUpCardMismatch``; a row
  ///   of ``Diagnostic/sessionEnds`` when the session ended meanwhile; ``Diagnostic/auditUnavailable``,
  ///   ``Diagnostic/storeUnavailable``.
  public func confirm(
    _ stepUp: StepUp, in session: CardSession, with proof: Proof
  ) async throws(CPSError) -> OpenedSession<CardSession> {
    do { try await verify(stepUp, of: session, proof) } catch {
      if error.diagnostic.severity == .alarm {
        try await alarm(error, session.grant)
      } else {
        await auditLog.note(error, as: .stepUpRefused)
      }
      throw error
    }
    let now = clock.now()
    let token = try SessionToken(from: random)
    let grant = try confirmed(stepUp, session.grant, by: token, at: now)
    // Durable before the token leaves; that the session lives is decided by the exchange, which comes after.
    var event = AuditEvent(.stepUp)
    event.actor = AuditActor(grant)
    event.function = stepUp.function
    event.facts["about"] = stepUp.subject == nil ? "anybody" : "one person"
    try await auditLog.record(event)
    let isExchanged = try await store.replaceSession(
      withTokenHash: session.grant.tokenHash, by: try stored(grant, at: now), at: now)
    guard isExchanged else {
      let ended = try await store.session(withTokenHash: session.grant.tokenHash)
      throw ended?.end?.reason.error ?? CPSError(.sessionEnded)
    }
    return OpenedSession(CardSession(grant, session.holder), token)
  }

  /// Everything between a proof and a confirmation, in the order of docs/protocol.md, section 11.
  private func verify(
    _ stepUp: StepUp, of session: CardSession, _ proof: Proof
  ) async throws(CPSError) {
    let key = try session.grant.binding.requireWorkstationKey()
    guard proof.workstationKey.thumbprint == key else { throw CPSError(.challengeForAnotherKey) }
    let taken = try await challenges.take(
      proof.challengeID, by: key, purpose: .stepUp, function: stepUp.function)
    let professional = try verifier.verify(
      proof, expecting: try taken.expectation(about: stepUp.subject?.signed))
    guard professional.certificateSHA256 == session.holder.certificateSHA256 else {
      throw CPSError(.stepUpCardMismatch)
    }
  }

  private func confirmed(
    _ stepUp: StepUp, _ grant: SessionGrant, by token: SessionToken, at now: Timestamp
  ) throws(CPSError) -> SessionGrant {
    let lease = grant.presence.map { held in
      PresenceLease(kind: held.kind, until: min(now + limits.presence.lease, grant.endsAt))
    }
    guard let subject = stepUp.subject else {
      return grant.confirmed(stepUp.function, at: now, tokenHash: try token.hash(), presence: lease)
    }
    let key = try ConfirmedSubject.key(ofSession: grant.reference, secret)
    let about = try ConfirmedSubject(
      function: stepUp.function, at: now, canonicalText: subject.canonical, key: key)
    return grant.confirmed(about, tokenHash: try token.hash(), presence: lease)
  }
}
