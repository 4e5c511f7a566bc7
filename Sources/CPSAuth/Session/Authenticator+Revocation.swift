public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

extension Authenticator {
  /// How many sessions are read at once.
  static let recheckPage = 256

  /// Ends the sessions of cards that the lists in use revoke, and says how many it ended.
  ///
  /// Called after a list was swapped. It changes nothing about what a revoked card can do, since every request is
  /// checked against the lists in use anyway; it makes the end known to the store, to the audit log and to whoever
  /// asks about the session, without waiting for its next request (igc-sante.md section 4, rule 17).
  /// A list that is missing or stale ends nothing here: that is the service's fault and may be over before anybody
  /// asks.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``: call it again.
  @discardableResult
  public func endRevokedSessions() async throws(CPSError) -> Int {
    var count = 0
    var last: [UInt8]?
    while true {
      let page = try await store.sessions(
        .everyCard, afterTokenHash: last, limit: Self.recheckPage)
      for session in page where try await endIfRevoked(session) { count += 1 }
      guard page.count == Self.recheckPage, let end = page.last else { return count }
      last = end.tokenHash
    }
  }

  private func endIfRevoked(_ stored: StoredSession) async throws(CPSError) -> Bool {
    let now = clock.now()
    // What this service did not seal opens nothing, so that there is nothing to end.
    guard now < stored.endsAt,
      let content = try? seal.open(stored.sealedContent, tokenHash: stored.tokenHash),
      let grant = try? SessionGrant(content, stored, sealedBy: secret, checkedAt: now),
      case .professional(let holder) = grant.holder, let reason = revocation(of: holder)
    else { return false }
    // Another process, or a request, may have been first: one of them writes the entry.
    let end = SessionEnd(.card, at: now)
    guard try await store.endSessions(.token(hash: stored.tokenHash), end) == 1 else { return false }
    var event = AuditEvent(.sessionEnded)
    event.actor = AuditActor(grant)
    event.diagnostic = reason.diagnostic.code
    try await auditLog.record(event)
    return true
  }

  private func revocation(of holder: CardHolder) -> CPSError? {
    do throws(CPSError) {
      _ = try verifier.recheck(holder.certificateReference)
      return nil
    } catch {
      return [.certificateRevoked, .anchorUnknown].contains(error.diagnostic) ? error : nil
    }
  }
}
