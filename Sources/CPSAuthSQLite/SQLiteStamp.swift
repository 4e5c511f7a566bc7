internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import GRDB

/// What a database says about itself.
enum SQLiteStamp: String {
  case environment
  case epoch
  case forgottenBefore = "forgotten-before"

  /// Brings the tables to this version, or refuses a database that is not ours, all in one transaction.
  static func prepare(_ db: Database, for environment: TrustEnvironment) throws {
    let version = try version(of: db)
    for statements in SQLiteSchema.versions[version...] { try db.execute(sql: statements) }
    if version == 0 {
      try db.execute(sql: "PRAGMA application_id = \(SQLiteSchema.applicationID)")
      try Self.environment.write(Array(environment.rawValue.utf8), in: db)
    }
    try db.execute(sql: "PRAGMA user_version = \(SQLiteSchema.versions.count)")
    try check(db, for: environment)
  }

  /// The version of the tables that are brought to the present one, 0 when there are none; a database that is not ours
  /// is refused.
  private static func version(of db: Database) throws -> Int {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
    guard application == SQLiteSchema.applicationID || (application == 0 && version == 0 && isEmpty) else {
      throw CPSError(.storeForeign, ["detail": "application id \(application)"])
    }
    guard (0...SQLiteSchema.versions.count).contains(version) else {
      throw CPSError(.storeForeign, ["detail": "schema \(version)"], reason: "newer than this software")
    }
    return version
  }

  /// Whether ``prepare(_:for:)`` would find tables of this world; refuses what it would refuse.
  static func examine(_ db: Database, for environment: TrustEnvironment) throws -> Bool {
    guard try version(of: db) > 0 else { return false }
    try checkWorld(db, environment)
    return true
  }

  /// Begins an epoch, and with it the memory of what was forgotten.
  ///
  /// A clock that ran ahead and was set right leaves a store that vouches for nothing until that time comes:
  /// starting the service again is the way out, since no challenge of before is valid after it.
  static func begin(_ epoch: StoreEpoch, in db: Database) throws {
    try Self.epoch.write(epoch.bytes, in: db)
    try forgottenBefore.write(Array(String(Int64.min).utf8), in: db)
  }

  /// Refuses a database of another world or another version.
  static func check(_ db: Database, for environment: TrustEnvironment) throws {
    let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard application == SQLiteSchema.applicationID, version == SQLiteSchema.versions.count else {
      throw CPSError(.storeForeign, ["detail": "application id \(application), schema \(version)"])
    }
    try checkWorld(db, environment)
  }

  private static func checkWorld(_ db: Database, _ environment: TrustEnvironment) throws {
    let found = try Self.environment.text(in: db)
    guard found == environment.rawValue else {
      throw CPSError(.storeForeign, ["detail": PrintableText.escaped(found)])
    }
  }

  func write(_ value: [UInt8], in db: Database) throws {
    try db.execute(
      sql:
        "INSERT INTO stamp (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [rawValue, SQLiteBytes.data(value)])
  }

  func bytes(in db: Database) throws -> [UInt8] {
    guard let value = try db.row("SELECT value FROM stamp WHERE name = ?", [rawValue]) else {
      throw CPSError(.storeCorrupt, ["detail": "no stamp \(rawValue)"])
    }
    return SQLiteBytes.bytes(value["value"])
  }

  func text(in db: Database) throws -> String { String(decoding: try bytes(in: db), as: UTF8.self) }

  static func moment(ofForgetting db: Database) throws -> Timestamp {
    guard let milliseconds = Int64(try forgottenBefore.text(in: db)) else {
      throw CPSError(.storeCorrupt, ["detail": "stamp \(forgottenBefore.rawValue)"])
    }
    return Timestamp(millisecondsSince1970: milliseconds)
  }
}
