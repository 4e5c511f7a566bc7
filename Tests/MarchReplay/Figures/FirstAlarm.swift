import CPSAuth
import CPSDiagnostics
import CPSPrimitives

/// The first alarm in an audit log.
struct FirstAlarm: Sendable {
  private static let pageLength = 1_024

  /// When.
  let moment: Timestamp
  /// The code of the error catalogue.
  let code: String

  /// Looks a log through; nil where there is no alarm.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditBroken``.
  static func search(_ store: any AuthStore) async throws(CPSError) -> FirstAlarm? {
    var last: Int64 = 0
    while true {
      let page = try await store.auditRecords(after: last, limit: pageLength)
      guard let end = page.last else { return nil }
      for record in page {
        let entry = try AuditEntry(encoded: record.content)
        if entry.event.kind == .alarm {
          return FirstAlarm(moment: entry.time, code: entry.event.diagnostic ?? "?")
        }
      }
      last = end.sequence
    }
  }
}
