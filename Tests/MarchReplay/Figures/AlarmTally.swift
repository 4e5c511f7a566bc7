import CPSAuth
import CPSDiagnostics
import CPSPrimitives

/// The alarms in an audit log.
struct AlarmTally: Sendable {
  private static let pageLength = 1_024

  /// When the first was raised, and its code of the error catalogue; nil where there is none.
  private(set) var first: (moment: Timestamp, code: String)?
  /// How many there are of each code.
  private(set) var counts: [String: Int] = [:]

  /// Looks a log through.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditBroken``.
  init(of store: any AuthStore) async throws(CPSError) {
    var last: Int64 = 0
    while true {
      let page = try await store.auditRecords(after: last, limit: Self.pageLength)
      guard let end = page.last else { return }
      for record in page {
        let entry = try AuditEntry(encoded: record.content)
        guard entry.event.kind == .alarm else { continue }
        let code = entry.event.diagnostic ?? "?"
        if first == nil { first = (entry.time, code) }
        counts[code, default: 0] += 1
      }
      last = end.sequence
    }
  }
}
