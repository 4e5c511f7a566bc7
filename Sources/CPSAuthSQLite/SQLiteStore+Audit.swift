public import CPSAuth
public import CPSDiagnostics
internal import GRDB

extension SQLiteStore {
  /// The last entry of the audit log.
  public func auditHead() async throws(CPSError) -> AuditHead? {
    try await read { db in try Self.head(in: db) }
  }

  /// Appends records after a head, in one transaction.
  public func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?
  ) async throws(CPSError) -> Bool {
    try await write { db in
      guard try Self.head(in: db) == head else { return false }
      for record in records {
        try db.execute(
          sql: "INSERT INTO audit (sequence, content, hash) VALUES (?, ?, ?)",
          arguments: [record.sequence, SQLiteBytes.data(record.content), SQLiteBytes.data(record.hash)])
      }
      return true
    }
  }

  /// Records after a number, in order.
  public func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord] {
    try await read { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
        arguments: [sequence, max(limit, 0)]
      ).map { row in
        AuditRecord(
          sequence: row["sequence"], content: SQLiteBytes.bytes(row["content"]),
          hash: SQLiteBytes.bytes(row["hash"]))
      }
    }
  }

  private static func head(in db: Database) throws -> AuditHead? {
    try Row.fetchOne(db, sql: "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").map { row in
      AuditHead(sequence: row["sequence"], hash: SQLiteBytes.bytes(row["hash"]))
    }
  }
}
