internal import CPSDiagnostics
internal import CPSPrimitives

extension AuditLog {
  /// Whether nobody has raised an alarm about this account within the window: who asks first is told so, and nobody
  /// else.
  ///
  /// - Parameters:
  ///   - standing: the account without room.
  ///   - entry: what was charged, which names the account.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/randomnessUnavailable``.
  nonisolated func isFirstAlarm(
    about standing: QuotaStanding, in entry: AuditEvent
  ) async throws(CPSError) -> Bool {
    let account = try QuotaPlan.key(of: standing.quota, standing.dimension, in: entry)
    let note = QuotaCharge(
      key: try QuotaKey.ofAlarm(about: account), unit: try random.bytes(32), window: standing.quota.window,
      limit: 1)
    guard case .admitted = try await store.charge([note], at: entry.chargedAt ?? clock.now()) else {
      return false
    }
    return true
  }
}
