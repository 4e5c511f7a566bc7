public import CPSDiagnostics

extension Authenticator {
  /// The sessions of a selection that live now, by the limits of this service.
  ///
  /// To be called with what a permit for ``SessionInspection`` gave: who logged in when is nobody else's business.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  public func sessions(_ selector: SessionSelector) async throws(CPSError) -> SessionListing {
    try await roll.listing(of: selector.selection)
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

  /// The sessions of this service.
  var roll: SessionRoll {
    SessionRoll(store: store, auditLog: auditLog, limits: limits, clock: clock)
  }
}
