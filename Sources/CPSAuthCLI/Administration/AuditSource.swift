internal import CPSAuth
internal import CPSAuthSQLite
internal import CPSDiagnostics
internal import CPSProof

/// An audit log that a command reads: the database of a service, or an export of it.
struct AuditSource: Sendable {
  private enum Form: Sendable {
    case database(any AuthStore)
    case export(AuditFile)
  }

  private static let pageLength = 1_000

  /// Where it begins.
  let beginning: AuditBeginning
  private let form: Form

  /// Opens a log to read it.
  ///
  /// - Parameter path: of an SQLite file or an export, or the address of a PostgreSQL database.
  /// - Throws: ``Diagnostic/inputMissing``; for a database, as `SQLiteStore.inspect` does, and
  ///   ``DatabaseAddress/inspect(in:)``.
  init(_ path: String, in environment: TrustEnvironment) async throws(CPSError) {
    if let store = try await Self.database(path, in: environment) {
      beginning = try await store.auditOrigin().map(AuditBeginning.removed) ?? .genesis
      form = .database(store)
    } else {
      let file = AuditFile(path: path)
      beginning = try file.beginning()
      form = .export(file)
    }
  }

  /// The database that a text names; nil for an export.
  private static func database(
    _ place: String, in environment: TrustEnvironment
  ) async throws(CPSError) -> (any AuthStore)? {
    if let address = DatabaseAddress(place) { return try await address.inspect(in: environment) }
    guard try AuditFile.isDatabase(place) else { return nil }
    return try await SQLiteStore.inspect(at: place, environment: environment)
  }

  /// Hands on every record, in order.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` with the number of a line, and what `body` throws.
  func forEach(_ body: (AuditRecord) throws(CPSError) -> Void) async throws(CPSError) {
    switch form {
    case .export(let file): try file.forEach(body)
    case .database(let store):
      var place = beginning.origin?.sequence ?? 0
      while true {
        let page = try await store.auditRecords(after: place, limit: Self.pageLength)
        guard let last = page.last else { return }
        for record in page { try body(record) }
        place = last.sequence
      }
    }
  }

  /// Hands on every entry, in order.
  func forEachEntry(_ body: (AuditEntry) throws(CPSError) -> Void) async throws(CPSError) {
    try await forEach { (record) throws(CPSError) in
      do throws(CPSError) { try body(try AuditEntry(encoded: record.content)) } catch {
        guard error.diagnostic == .inputMalformed else { throw error }
        throw CPSError(
          .auditBroken, ["entry": String(record.sequence), "detail": "its content cannot be read"])
      }
    }
  }
}
