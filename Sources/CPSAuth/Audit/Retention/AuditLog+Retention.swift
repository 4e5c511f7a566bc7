public import CPSDiagnostics
internal import CPSPrimitives

extension AuditLog {
  /// Removes entries that were kept for long enough, and says how many.
  ///
  /// What is removed is verified first, so that traces of an alteration are not swept away with it. An entry that says
  /// what is removed and why is durable before it happens, and with it the keys of segments that entries which stay
  /// were sealed under, and what the log says of the keys of pseudonyms.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` when what would be removed does not verify: nothing is;
  ///   ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  @discardableResult
  public func prune(by retention: AuditRetention) async throws(CPSError) -> Int {
    guard let removal = try await AuditRemoval(of: store, before: clock.now() - retention.span) else {
      return 0
    }
    let name = try await name()
    for (segment, envelope) in removal.carriedKeys.sorted(by: { $0.key < $1.key }) {
      var event = AuditEvent(.segment)
      event.segment = segment
      event.sealedKey = envelope
      _ = try await write(.event(event, subject: nil))
    }
    for check in removal.carriedChecks { _ = try await write(.event(check.event, subject: nil)) }
    var event = AuditEvent(.retention)
    event.stated = removal.last
    event.count = removal.count
    event.facts["log"] = name
    event.facts["kept"] = retention.text
    event.facts["reason"] = retention.reason
    _ = try await write(.event(event, subject: nil))
    return try await store.pruneAudit(through: removal.last.sequence)
  }
}
