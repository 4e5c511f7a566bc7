internal import CPSDiagnostics
internal import CPSProof

extension AgentCore {
  /// Watches the card of the session that was just opened, beginning with a look: what cannot be watched is not
  /// stayed with.
  ///
  /// - Throws: why the session had to be ended at once.
  func stay(_ order: StayOrder) async throws(CPSError) {
    guard let held = session else { throw CPSError(.notLoggedIn) }
    let key = held.key
    let watch = CardWatch(order, among: station.readers, time: station.time, grace: station.grace) {
      [weak self] () throws(CPSError) in
      guard let self else { throw CPSError(.sessionEnded) }
      return try await self.showPresence(of: key)
    }
    if case .over(let reason) = await watch.look() {
      await end(key, because: reason)
      throw reason
    }
    guard session?.key === key else { throw CPSError(.notLoggedIn) }
    let loop = WatchLoop(watch: watch, readers: station.readers, screenLock: station.screenLock)
    watching = Task { [weak self] in
      guard let reason = await loop.run() else { return }
      await self?.end(key, because: reason)
    }
  }

  /// Ends a session that is still the one that is held, and remembers why.
  func end(_ key: HeldKey, because reason: CPSError) async {
    guard session?.key === key else { return }
    // The watch asks for this itself, and must not be cut off before the service was told.
    watching = nil
    await endSession()
    ending = reason
  }

  /// Answers one presence challenge for the session of `key`, and tells how long that serves.
  private func showPresence(of key: HeldKey) async throws(CPSError) -> Duration {
    guard let held = session, held.key === key else { throw CPSError(.sessionEnded) }
    let challenge = try await held.client.challenge(for: .presence)
    let statement = try held.key.statement(
      answering: challenge.id,
      saying: PresenceStatement.Content(
        environment: held.target.environment, audience: held.target.audience, nonce: challenge.nonce,
        certificateSHA256: held.certificateSHA256))
    let details = try await show(.watched(statement), in: held)
    guard let lease = details.presence else {
      throw CPSError(.serviceAnswerInvalid, ["server": held.target.audience.text], reason: "no lease")
    }
    if session?.key === key { session?.details = details }
    return .seconds(lease.expiresIn)
  }

  /// Posts an answer once more where a step-up exchanged the token meanwhile: the service refused the old one before
  /// it took the challenge.
  private func show(
    _ answer: PresenceAnswer, in held: HeldSession
  ) async throws(CPSError) -> SessionDetails {
    do throws(CPSError) {
      return try await held.client.show(answer, with: held.token)
    } catch {
      if error.diagnostic == .sessionReplaced { await exchange?.value }
      guard let present = session, present.key === held.key, present.token !== held.token else { throw error }
      return try await present.client.show(answer, with: present.token)
    }
  }
}
