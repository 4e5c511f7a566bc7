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
  ) async throws(CPSError) -> Bool { try await appendAudit(records, after: head, opening: []) }

  /// Appends records after a head and adds the sessions that they open, in one transaction.
  public func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool {
    try await write { db in
      guard try Self.head(in: db) == head else { return false }
      let insertion = try db.cachedStatement(
        sql: "INSERT INTO audit (sequence, content, hash) VALUES (?, ?, ?)")
      for record in records {
        try insertion.execute(
          arguments: [record.sequence, SQLiteBytes.data(record.content), SQLiteBytes.data(record.hash)])
      }
      try Self.add(sessions, in: db)
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

  /// The last entry that was removed.
  public func auditOrigin() async throws(CPSError) -> AuditHead? {
    try await read { db in
      try Row.fetchOne(db, sql: "SELECT sequence, hash FROM audit_origin").map(Self.head)
    }
  }

  /// Removes the entries up to and including a number, the last of the log excepted.
  public func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int {
    try await write { db in
      let last = try Row.fetchOne(
        db,
        sql: """
          SELECT sequence, hash FROM audit
          WHERE sequence <= ? AND sequence < (SELECT max(sequence) FROM audit)
          ORDER BY sequence DESC LIMIT 1
          """, arguments: [sequence]
      ).map(Self.head)
      guard let last else { return 0 }
      // First: the trigger lets go of nothing behind the origin.
      try db.execute(
        sql: """
          INSERT INTO audit_origin (id, sequence, hash) VALUES (1, ?, ?)
          ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
          """, arguments: [last.sequence, SQLiteBytes.data(last.hash)])
      try db.execute(sql: "DELETE FROM audit WHERE sequence <= ?", arguments: [last.sequence])
      return db.changesCount
    }
  }

  private static func head(in db: Database) throws -> AuditHead? {
    try db.row("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1").map(head)
  }

  private static func head(_ row: Row) -> AuditHead {
    AuditHead(sequence: row["sequence"], hash: SQLiteBytes.bytes(row["hash"]))
  }
}
