public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
internal import CPSTrust

extension Authenticator {
  /// Prolongs the lease of a session whose workstation shows that the card is still there.
  ///
  /// Gives nothing but time: neither the session's end nor the moment of the person's last entry moves. A lease
  /// that has lapsed is not taken up again, since nobody knows where the card was meanwhile.
  ///
  /// - Parameters:
  ///   - session: the session, just recognised.
  ///   - answer: the workstation's word, or the card's signature, over a challenge of purpose `presence`.
  /// - Returns: the session under its new lease.
  /// - Throws: ``Diagnostic/dpopMissing`` for a session that is bound to a certificate; an error of the challenge;
  ///   ``Diagnostic/presenceRefused`` for an answer about another card, of
  ///   another kind than before, or not signed; ``Diagnostic/presenceLapsed``; for a signed answer, an error of
  ///   the card's certificate; ``Diagnostic/storeUnavailable``.
  public func prolongPresence(
    of session: CardSession, by answer: PresenceAnswer
  ) async throws(CPSError) -> CardSession {
    do { try await check(answer, of: session) } catch {
      try await alarm(error, session.grant)
      throw error
    }
    let now = clock.now()
    let lease = PresenceLease(
      kind: answer.kind, until: min(now + limits.presence.lease, session.grant.endsAt))
    guard try await store.prolongPresence(ofToken: session.grant.tokenHash, to: lease, at: now) else {
      throw CPSError(.presenceLapsed)
    }
    return CardSession(session.grant.leased(lease), session.holder)
  }

  /// The lease under which a session of this holder begins; nil where presence is not demanded, neither by the
  /// service nor by the rhythm of the logins.
  func firstLease(of holder: SessionHolder, at now: Timestamp, isDemanded: Bool) -> PresenceLease? {
    guard case .professional = holder, isDemanded || limits.presence.isRequired else { return nil }
    return PresenceLease(kind: nil, until: now + limits.presence.lease)
  }

  private func check(_ answer: PresenceAnswer, of session: CardSession) async throws(CPSError) {
    guard session.grant.presence?.admits(answer.kind) != false else {
      throw CPSError(.presenceRefused, reason: "\(answer.kind.rawValue) where the card signed before")
    }
    let key = try session.grant.binding.requireWorkstationKey()
    switch answer {
    case .watched(let statement):
      guard statement.workstationKey.thumbprint == key else { throw CPSError(.challengeForAnotherKey) }
      let taken = try await challenges.take(statement.challengeID, by: key, purpose: .presence)
      let content = taken.presence(ofCard: session.holder.certificateSHA256, in: environment)
      guard try statement.says(content) else { throw CPSError(.presenceRefused, reason: "signature") }
    case .signed(let proof):
      let taken = try await challenges.take(proof.challengeID, by: key, purpose: .presence)
      let professional = try verifier.verify(proof, expecting: try taken.expectation(about: nil))
      guard professional.certificateSHA256 == session.holder.certificateSHA256 else {
        throw CPSError(.presenceRefused, reason: "another card than that of the login")
      }
    }
  }
}
