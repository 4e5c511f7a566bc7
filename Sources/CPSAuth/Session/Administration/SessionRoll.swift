internal import CPSDiagnostics
internal import CPSPrimitives

/// The sessions of a store, for whoever may see and end those of others.
struct SessionRoll: Sendable {
  /// How many sessions are read at once.
  static let pageLength = 256

  let store: any AuthStore
  let auditLog: AuditLog
  let limits: SessionLimits
  let clock: any WallClock

  /// The sessions of a selection that live now, by the limits of the service.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func listing(of selection: SessionSelection) async throws(CPSError) -> SessionListing {
    let now = clock.now()
    var found: [StoredSession] = []
    var last: [UInt8]?
    while found.count <= SessionListing.maximumCount {
      let page = try await store.sessions(selection, afterTokenHash: last, limit: Self.pageLength)
      found += page.filter { isAlive($0, at: now) }
      guard page.count == Self.pageLength, let end = page.last else { break }
      last = end.tokenHash
    }
    let shown = found.sorted { $0.lastSeenAt > $1.lastSeenAt }.prefix(SessionListing.maximumCount)
    return SessionListing(
      sessions: shown.map(SessionSummary.init), isComplete: found.count <= SessionListing.maximumCount)
  }

  /// Ends sessions for a reason that the audit log names, and says how many.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  func end(
    _ selection: SessionSelection, because reason: CPSError, by actor: AuditActor?
  ) async throws(CPSError) -> Int {
    let count = try await store.endSessions(selection, SessionEnd(.init(reason), at: clock.now()))
    guard count > 0 else { return 0 }
    var event = AuditEvent(.sessionEnded)
    event.actor = actor
    event.diagnostic = reason.diagnostic.code
    event.count = count
    switch selection {
    case .token: break
    case .reference(let reference): event.facts["session"] = reference
    case .holder(let key): event.facts["holder"] = key
    case .card(let number): event.facts["card"] = number
    case .workstation(let thumbprint): event.facts["workstation"] = thumbprint
    case .service(let audience): event.facts["service"] = audience
    case .everyCard: event.facts["card"] = "every"
    case .everyone: event.facts["holder"] = "everyone"
    }
    try await auditLog.record(event)
    return count
  }

  /// Whether the next request of a session would find it within its limits.
  private func isAlive(_ session: StoredSession, at now: Timestamp) -> Bool {
    guard now < session.endsAt, now - session.lastSeenAt < limits.idle else { return false }
    guard limits.presence.lapse == .end, let lease = session.presence else { return true }
    return !limits.presence.hasLapsed(lease, at: now)
  }
}
