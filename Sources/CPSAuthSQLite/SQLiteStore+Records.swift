public import CPSAuth
public import CPSDiagnostics
internal import GRDB

extension SQLiteStore {
  /// The record of a kind and a name.
  public func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord? {
    try await read { db in try Self.record(kind, name, in: db) }
  }

  /// Records of a kind, in the order of their names.
  public func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord] {
    let condition = group == nil ? "" : #"AND "group" = :group"#
    var values: [String: (any DatabaseValueConvertible)?] = [
      // The empty name comes before all.
      "kind": kind.rawValue, "name": name ?? "", "limit": max(limit, 0),
    ]
    if let group { values["group"] = group }
    let arguments = StatementArguments(values)
    return try await read { db in
      try Row.fetchAll(
        db,
        sql:
          "SELECT * FROM record WHERE kind = :kind AND name > :name \(condition) ORDER BY name LIMIT :limit",
        arguments: arguments
      ).map { Self.record(kind, $0) }
    }
  }

  /// Makes all changes or none, in one transaction, which nobody else writes in.
  public func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool {
    try await write { db in
      for change in changes {
        guard try Self.record(change.kind, change.name, in: db)?.version == change.expected else {
          return false
        }
      }
      for change in changes { try Self.make(change, in: db) }
      return true
    }
  }

  private static func record(_ kind: RecordKind, _ name: String, in db: Database) throws -> StoredRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM record WHERE kind = ? AND name = ?", arguments: [kind.rawValue, name]
    ).map { record(kind, $0) }
  }

  private static func make(_ change: RecordChange, in db: Database) throws {
    switch change.result {
    case .removed:
      try db.execute(
        sql: "DELETE FROM record WHERE kind = ? AND name = ?", arguments: [change.kind.rawValue, change.name])
    case .content(let content, let group):
      try db.execute(
        sql: #"INSERT OR REPLACE INTO record (kind, name, "group", content, version) VALUES (?, ?, ?, ?, ?)"#,
        arguments: [
          change.kind.rawValue, change.name, group, SQLiteBytes.data(content), (change.expected ?? 0) + 1,
        ])
    }
  }

  private static func record(_ kind: RecordKind, _ row: Row) -> StoredRecord {
    StoredRecord(
      kind: kind, name: row["name"], group: row["group"], content: SQLiteBytes.bytes(row["content"]),
      version: row["version"])
  }
}
