internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// What is done to accounts besides their records: sessions end, and the audit log says so.
///
/// Entries are of the kind ``AuditEvent/Kind/measure``; `measure` says what was done, `account` to which
/// (docs/safeguards/renewal.md).
struct AccountMeasures: Sendable {
  let store: any AuthStore
  let auditLog: AuditLog
  let clock: any WallClock

  /// Ends every session of an account, and says how many.
  func endSessions(
    of name: AccountName, _ reason: SessionEnd.Reason, by actor: AuditActor?
  ) async throws(CPSError) -> Int {
    let holder = SessionHolder.account(name).storeKey
    let count = try await store.endSessions(.holder(holder), SessionEnd(reason, at: clock.now()))
    guard count > 0 else { return 0 }
    var event = AuditEvent(.sessionEnded)
    event.actor = actor
    event.count = count
    event.facts["holder"] = holder
    event.diagnostic =
      (reason == .administrator ? Diagnostic.sessionEndedByAdministrator : .sessionEnded).code
    try await auditLog.record(event)
    return count
  }

  /// Notes what was done to an account.
  func note(
    _ measure: String, _ name: AccountName, by actor: AuditActor?, because reason: String? = nil,
    _ facts: [String: String] = [:]
  ) async throws(CPSError) {
    var event = AuditEvent(.measure)
    event.actor = actor
    event.reason = reason
    event.facts = facts.merging(["measure": measure, "account": name.text]) { _, own in own }
    try await auditLog.record(event)
  }

  /// Ends what the old password had opened, and notes that there is another one.
  func renewed(_ name: AccountName, by actor: AuditActor, how: String) async throws(CPSError) {
    let ended = try await endSessions(of: name, .logout, by: actor)
    try await note("password-renewed", name, by: actor, ["by": how, "sessions": String(ended)])
  }
}
