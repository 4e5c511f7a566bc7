public import CPSAuth
public import CPSDiagnostics

extension PostgreSQLStore {
  /// The record of a kind and a name.
  public func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord? {
    try await pool.run { database throws(CPSError) in try Self.record(kind, name, database) }
  }

  /// Records of a kind, in the order of their names.
  public func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord] {
    let condition = group == nil ? "" : #"AND "group" = $4"#
    let values: [PostgreSQLValue] =
      // The empty name comes before all.
      [.text(kind.rawValue), .text(name ?? ""), .integer(Int64(max(limit, 0)))]
      + (group.map { [.text($0)] } ?? [])
    return try await pool.run { database throws(CPSError) in
      var records: [StoredRecord] = []
      let answer = try database.execute(
        "SELECT * FROM record WHERE kind = $1 AND name > $2 \(condition) ORDER BY name LIMIT $3", values)
      for row in answer.rows { records.append(try Self.record(kind, row)) }
      return records
    }
  }

  /// Makes all changes or none, in one transaction that holds every name that it changes.
  public func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool {
    guard !changes.isEmpty else { return true }
    return try await pool.run { database throws(CPSError) in
      try database.transaction { () throws(CPSError) in
        try Self.hold(changes, database)
        for change in changes {
          let found = try Self.record(change.kind, change.name, database)
          guard found?.version == change.expected else { return false }
        }
        for change in changes { try Self.make(change, database) }
        return true
      }
    }
  }

  /// Holds the names until the end of the transaction, those that are not there yet too, in one order, so that two
  /// who change the same records never wait for each other.
  private static func hold(_ changes: [RecordChange], _ database: PostgreSQLConnection) throws(CPSError) {
    try database.execute(
      """
      SELECT pg_advisory_xact_lock(number) FROM (
        SELECT DISTINCT hashtextextended(encode(name, 'hex'), 0) AS number FROM unnest($1) AS name ORDER BY number
      ) AS held
      """, [.byteLists(changes.map { Array("\($0.kind.rawValue) \($0.name)".utf8) })])
  }

  private static func record(
    _ kind: RecordKind, _ name: String, _ database: PostgreSQLConnection
  ) throws(CPSError) -> StoredRecord? {
    let answer = try database.execute(
      "SELECT * FROM record WHERE kind = $1 AND name = $2", [.text(kind.rawValue), .text(name)])
    guard let row = answer.rows.first else { return nil }
    return try record(kind, row)
  }

  private static func make(_ change: RecordChange, _ database: PostgreSQLConnection) throws(CPSError) {
    let place: [PostgreSQLValue] = [.text(change.kind.rawValue), .text(change.name)]
    switch change.result {
    case .removed: try database.execute("DELETE FROM record WHERE kind = $1 AND name = $2", place)
    case .content(let content, let group):
      try database.execute(
        """
        INSERT INTO record (kind, name, "group", content, version) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (kind, name) DO UPDATE
        SET "group" = excluded."group", content = excluded.content, version = excluded.version
        """, place + [.text(group), .bytes(content), .integer((change.expected ?? 0) + 1)])
    }
  }

  private static func record(_ kind: RecordKind, _ row: PostgreSQLRow) throws(CPSError) -> StoredRecord {
    StoredRecord(
      kind: kind, name: try row.text("name"), group: try row.optionalText("group"),
      content: try row.bytes("content"), version: try row.integer("version"))
  }
}
