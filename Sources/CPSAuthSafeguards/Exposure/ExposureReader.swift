public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives

/// Counts whom acts exposed, by the log of a service that goes on meanwhile.
public struct ExposureReader: Sendable {
  /// How many entries are read at once.
  private static let pageLength = 1_024

  private let store: any AuthStore

  /// A reader of the log in a store.
  public init(of store: any AuthStore) { self.store = store }

  /// How many people, by all entries that are there when the reading comes to its end.
  ///
  /// To be called with what a permit for ``ExposureCount`` gave, or by an act of the host: every entry of the log is
  /// looked at, and some seconds pass for each hundred thousand.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``; ``Diagnostic/auditBroken`` for an entry that cannot be read.
  public func summary(of scope: ExposureScope) async throws(CPSError) -> ExposureSummary {
    var tally = ExposureTally(of: scope)
    var last: Int64 = 0
    while true {
      let page = try await store.auditRecords(after: last, limit: Self.pageLength)
      for record in page { tally.add(try AuditEntry(encoded: record.content)) }
      guard let end = page.last else { return tally.summary() }
      last = end.sequence
      await Task.yield()
    }
  }
}
