internal import CPSDiagnostics
internal import CPSPrimitives

/// What the log says of the key under which the pseudonyms of an epoch are made.
///
/// One epoch under two keys would count one person as two: quotas and alarms would see half of what happened.
struct AuditKeyCheck: Sendable, Hashable {
  private static let epochFact = "epoch"
  private static let checkFact = "check"
  private static let pageLength: Int64 = 512

  /// The name of the epoch.
  let epoch: String
  /// HMAC-SHA-256 of a constant and that name under the key: 32 bytes.
  let code: [UInt8]

  init(epoch: String, code: [UInt8]) {
    self.epoch = epoch
    self.code = code
  }

  /// What an event says; nil for one that is about something else.
  init?(_ event: AuditEvent) {
    guard event.kind == .auditKey, let epoch = event.facts[Self.epochFact],
      let code = event.facts[Self.checkFact].flatMap(Hexadecimal.decode)
    else { return nil }
    self.init(epoch: epoch, code: code)
  }

  /// The entry that says it.
  var event: AuditEvent {
    var event = AuditEvent(.auditKey)
    event.facts = [Self.epochFact: epoch, Self.checkFact: Hexadecimal.encode(code)]
    return event
  }

  /// What a log says of an epoch, and in which entry, found from its end; nil when it says nothing.
  ///
  /// - Parameter place: the entry behind which the search ends.
  /// - Throws: ``Diagnostic/storeUnavailable``.
  static func found(
    in store: any AuthStore, of epoch: String, behind place: Int64, through last: Int64
  ) async throws(CPSError) -> (check: AuditKeyCheck, entry: Int64)? {
    var end = last
    while end > place {
      let beginning = max(place, end - pageLength)
      let page = try await store.auditRecords(after: beginning, limit: Int(end - beginning))
      for record in page.reversed() where AuditEntry.kind(inEncoded: record.content) == .auditKey {
        // What cannot be read is for whoever verifies the log.
        guard let event = try? AuditEntry(encoded: record.content).event, let check = AuditKeyCheck(event),
          check.epoch == epoch
        else { continue }
        return (check, record.sequence)
      }
      end = beginning
    }
    return nil
  }
}
