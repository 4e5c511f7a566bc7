internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics

/// Reads a log for a report: verified on the way, entry by entry, never whole in memory.
struct ExposureReading {
  private let log: AuditLogOptions

  init(_ log: AuditLogOptions) { self.log = log }

  /// Counts, naming nobody.
  ///
  /// - Throws: as ``AuditLogOptions/read(_:)``.
  func tally(of scope: ExposureScope) async throws(CPSError) -> ExposureTally {
    var tally = ExposureTally(of: scope)
    try await log.read { entry in tally.add(entry) }
    return tally
  }

  /// Counts, then opens the people in a second reading.
  ///
  /// - Throws: as ``AuditLogOptions/read(_:)``; ``Diagnostic/auditSealBroken``.
  func list(
    of scope: ExposureScope, with opener: SubjectOpener
  ) async throws(CPSError) -> (ExposureList, ExposureSummary) {
    var tally = ExposureTally(of: scope)
    var opener = opener
    try await log.read { entry in
      opener.note(entry)
      tally.add(entry)
    }
    var list = ExposureList(of: tally, with: opener)
    // The chain was verified just now, and what is opened is authenticated by its own seal.
    try await log.source().forEach { (record) throws(CPSError) in
      guard list.needs(entry: record.sequence) else { return }
      try list.add(try AuditEntry(encoded: record.content))
    }
    return (list, tally.summary())
  }
}
