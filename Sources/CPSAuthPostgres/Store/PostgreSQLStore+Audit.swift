public import CPSAuth
public import CPSDiagnostics

extension PostgreSQLStore {
  /// The last entry of the audit log.
  public func auditHead() async throws(CPSError) -> AuditHead? {
    try await pool.run { database throws(CPSError) in try Self.head(database) }
  }

  /// Appends records after a head, in one transaction.
  public func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?
  ) async throws(CPSError) -> Bool { try await appendAudit(records, after: head, opening: []) }

  /// Appends records after a head and adds the sessions that they open, in one transaction.
  public func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool {
    try await pool.run { database throws(CPSError) in
      try Self.alone(database) { () throws(CPSError) in
        guard try Self.head(database) == head else { return false }
        try database.execute(
          "INSERT INTO audit (sequence, content, hash) SELECT * FROM unnest($1, $2, $3)",
          [
            .integers(records.map(\.sequence)), .byteLists(records.map(\.content)),
            .byteLists(records.map(\.hash)),
          ])
        try Self.add(sessions, database)
        return true
      }
    }
  }

  /// Records after a number, in order.
  public func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord] {
    try await pool.run { database throws(CPSError) in
      var records: [AuditRecord] = []
      let answer = try database.execute(
        "SELECT sequence, content, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        [.integer(sequence), .integer(Int64(max(limit, 0)))])
      for row in answer.rows {
        records.append(
          AuditRecord(
            sequence: try row.integer("sequence"), content: try row.bytes("content"),
            hash: try row.bytes("hash")))
      }
      return records
    }
  }

  /// The last entry that was removed.
  public func auditOrigin() async throws(CPSError) -> AuditHead? {
    try await pool.run { database throws(CPSError) in
      try Self.head(database.execute("SELECT sequence, hash FROM audit_origin"))
    }
  }

  /// Removes the entries up to and including a number, the last of the log excepted.
  public func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int {
    try await pool.run { database throws(CPSError) in
      try Self.alone(database) { () throws(CPSError) in
        let last = try Self.head(
          database.execute(
            """
            SELECT sequence, hash FROM audit WHERE sequence <= $1 AND sequence < (SELECT max(sequence) FROM audit)
            ORDER BY sequence DESC LIMIT 1
            """, [.integer(sequence)]))
        guard let last else { return 0 }
        // First: the trigger lets go of nothing behind the origin.
        try database.execute(
          """
          INSERT INTO audit_origin (sequence, hash) VALUES ($1, $2)
          ON CONFLICT (is_only) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash
          """, [.integer(last.sequence), .bytes(last.hash)])
        return try database.execute("DELETE FROM audit WHERE sequence <= $1", [.integer(last.sequence)]).count
      }
    }
  }

  /// Runs `body` in a transaction beside which nobody else appends or shortens: what it sees of the log stays so.
  private static func alone<Value>(
    _ database: PostgreSQLConnection, _ body: () throws(CPSError) -> Value
  ) throws(CPSError) -> Value {
    try database.transaction { () throws(CPSError) in
      try database.execute("SELECT pg_advisory_xact_lock($1)", [.integer(PostgreSQLSchema.auditLock)])
      return try body()
    }
  }

  private static func head(_ database: PostgreSQLConnection) throws(CPSError) -> AuditHead? {
    try head(database.execute("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1"))
  }

  private static func head(_ answer: PostgreSQLAnswer) throws(CPSError) -> AuditHead? {
    guard let row = answer.rows.first else { return nil }
    return AuditHead(sequence: try row.integer("sequence"), hash: try row.bytes("hash"))
  }
}
