public import CPSDiagnostics

extension AuditLog {
  /// Writes an entry unless the log has one like it behind a number: of the same kind, row and facts, about the same
  /// entry.
  ///
  /// For what several hosts find out at once, or one finds out again after it was killed: it is looked for under the very
  /// head after which it would be appended, so that of all who try one writes.
  ///
  /// - Parameter sequence: the number of an entry before which nobody can have written it.
  /// - Returns: the entry that stands now.
  /// - Throws: ``Diagnostic/auditUnavailable``.
  @discardableResult
  public func recordOnce(_ event: AuditEvent, behind sequence: Int64) async throws(CPSError) -> AuditReceipt {
    let record = try await write(.once(event, behind: sequence))
    return AuditReceipt(sequence: record.sequence, hash: record.hash)
  }
}

extension AuthStore {
  /// The record that makes an intent needless; nil for one that is to be written.
  func auditRecord(
    standingFor intent: AuditIntent, upTo head: AuditHead?
  ) async throws(CPSError) -> AuditRecord? {
    guard case .once(let event, let behind) = intent, let head else { return nil }
    var last = behind
    while last < head.sequence {
      let page = try await auditRecords(after: last, limit: 512)
      for record in page where AuditEntry.kind(inEncoded: record.content) == event.kind {
        if try AuditEntry(encoded: record.content).event.isLike(event) { return record }
      }
      guard let end = page.last else { return nil }
      last = end.sequence
    }
    return nil
  }
}

extension AuditEvent {
  /// Whether another event says the same about the same entry.
  fileprivate func isLike(_ other: AuditEvent) -> Bool {
    kind == other.kind && diagnostic == other.diagnostic && decision == other.decision && facts == other.facts
  }
}

extension AuditIntent {
  /// Whether an intent that is written together with this one makes it needless.
  func isNeedless(beside other: AuditIntent) -> Bool {
    guard case .once(let event, _) = self, case .once(let earlier, _) = other else { return false }
    return event.isLike(earlier)
  }
}
