internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// What a database says about itself.
enum PostgreSQLStamp {
  /// Brings the tables to this version, or refuses a database that is not ours, all in one transaction.
  static func prepare(
    _ database: PostgreSQLConnection, for environment: TrustEnvironment
  ) throws(CPSError) {
    try database.transaction { () throws(CPSError) in
      try database.execute("SELECT pg_advisory_xact_lock($1)", [.integer(PostgreSQLSchema.lock)])
      let version = try knownVersion(database)
      if version == 0 { try makeSchema(database) }
      for statements in PostgreSQLSchema.versions[version...] { try database.script(statements) }
      let present = PostgreSQLValue.integer(Int64(PostgreSQLSchema.versions.count))
      if version == 0 {
        // The first epoch begins behind this, in ``begin(_:_:)``.
        try database.execute(
          "INSERT INTO state VALUES (true, $1, $2, '', '', \(Int64.max))",
          [present, .text(environment.rawValue)])
      } else if version < PostgreSQLSchema.versions.count {
        try database.execute("UPDATE state SET version = $1", [present])
      }
      try check(database, for: environment)
    }
  }

  /// Whether ``prepare(_:for:)`` would find tables of this world; refuses what it would refuse.
  static func examine(
    _ database: PostgreSQLConnection, for environment: TrustEnvironment
  ) throws(CPSError) -> Bool {
    guard try knownVersion(database) > 0 else { return false }
    try checkWorld(database, environment)
    return true
  }

  /// The version of tables that can be brought to the present one.
  private static func knownVersion(_ database: PostgreSQLConnection) throws(CPSError) -> Int {
    let version = try version(database)
    guard (0...PostgreSQLSchema.versions.count).contains(version) else {
      throw CPSError(.storeForeign, ["detail": "schema \(version)"], reason: "newer than this software")
    }
    return version
  }

  /// The version of the tables, 0 when there are none.
  private static func version(_ database: PostgreSQLConnection) throws(CPSError) -> Int {
    let found = try only(
      database.execute(
        """
        SELECT to_regclass($1 || '.state') IS NOT NULL AS is_ours, count(*) AS relations
        FROM pg_class WHERE relnamespace = to_regnamespace($1)
        """, [.text(PostgreSQLSchema.name)]))
    guard try found.boolean("is_ours") else {
      guard try found.integer("relations") == 0 else {
        throw CPSError(.storeForeign, ["detail": "schema \(PostgreSQLSchema.name) of other software"])
      }
      return 0
    }
    let version = try only(database.execute("SELECT version FROM state")).integer("version")
    return Int(clamping: version)
  }

  private static func makeSchema(_ database: PostgreSQLConnection) throws(CPSError) {
    let isThere = try only(
      database.execute(
        "SELECT to_regnamespace($1) IS NOT NULL AS is_there", [.text(PostgreSQLSchema.name)])
    ).boolean("is_there")
    // Not "IF NOT EXISTS", which wants the right to make schemas even where there is nothing to make.
    if !isThere { try database.script("CREATE SCHEMA \(PostgreSQLSchema.name)") }
  }

  /// Refuses a database of another world or another version.
  static func check(_ database: PostgreSQLConnection, for environment: TrustEnvironment) throws(CPSError) {
    let version = try version(database)
    guard version == PostgreSQLSchema.versions.count else {
      throw CPSError(.storeForeign, ["detail": "schema \(version)"])
    }
    try checkWorld(database, environment)
  }

  private static func checkWorld(
    _ database: PostgreSQLConnection, _ environment: TrustEnvironment
  ) throws(CPSError) {
    let found = try only(database.execute("SELECT environment FROM state")).text("environment")
    guard found == environment.rawValue else {
      throw CPSError(.storeForeign, ["detail": PrintableText.escaped(found)])
    }
  }

  /// Begins an epoch, and with it the memory of what was forgotten.
  ///
  /// A clock that ran ahead and was set right leaves a store that vouches for nothing until that time comes:
  /// starting the service again is the way out, since no challenge of before is valid after it.
  static func begin(_ epoch: StoreEpoch, _ database: PostgreSQLConnection) throws(CPSError) {
    try database.execute(
      "UPDATE state SET epoch = $1, life = $2, forgotten_before = $3",
      [.bytes(epoch.bytes), .text(try PostgreSQLLife.present(database)), .integer(.min)])
  }

  /// The one row of an answer.
  static func only(_ answer: PostgreSQLAnswer) throws(CPSError) -> PostgreSQLRow {
    guard let row = answer.rows.first, answer.rows.count == 1 else {
      throw CPSError(.storeCorrupt, ["detail": "\(answer.rows.count) rows instead of one"])
    }
    return row
  }
}
