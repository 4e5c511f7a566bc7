public import CPSDiagnostics
internal import CPSPrimitives

extension Authenticator {
  /// The sessions of a selection that live now, by the limits of this service.
  ///
  /// To be called with what a permit for ``SessionInspection`` gave: who logged in when is nobody else's business.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  public func sessions(_ selector: SessionSelector) async throws(CPSError) -> SessionListing {
    let now = clock.now()
    var found: [StoredSession] = []
    var last: [UInt8]?
    while found.count <= SessionListing.maximumCount {
      let page = try await store.sessions(
        selector.selection, afterTokenHash: last, limit: Self.recheckPage)
      found += page.filter { isAlive($0, at: now) }
      guard page.count == Self.recheckPage, let end = page.last else { break }
      last = end.tokenHash
    }
    let shown = found.sorted { $0.lastSeenAt > $1.lastSeenAt }.prefix(SessionListing.maximumCount)
    return SessionListing(
      sessions: shown.map(SessionSummary.init), isComplete: found.count <= SessionListing.maximumCount)
  }

  /// Ends the sessions of a selection at an administrator's wish, and says how many.
  ///
  /// To be called with what a permit for ``SessionRemoval`` gave. Their next request is refused on every host; one that
  /// is under way ends within ``Gate/sessionCheckLife``.
  ///
  /// - Parameter administrator: who ends them, which the audit log names.
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func end(
    _ selector: SessionSelector, by administrator: some Session
  ) async throws(CPSError) -> SessionRemoval.Answer {
    let count = try await endSessions(
      selector.selection, because: CPSError(.sessionEndedByAdministrator),
      by: AuditActor(administrator.grant))
    return SessionRemoval.Answer(ended: count)
  }

  /// Whether the next request of a session would find it within its limits.
  private func isAlive(_ session: StoredSession, at now: Timestamp) -> Bool {
    guard now < session.endsAt, now - session.lastSeenAt < limits.idle else { return false }
    guard limits.presence.lapse == .end, let lease = session.presence else { return true }
    return !hasLapsed(lease, at: now)
  }
}
