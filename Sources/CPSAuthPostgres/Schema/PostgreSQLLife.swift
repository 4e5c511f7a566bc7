internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// Which uninterrupted life of the database a connection has found.
///
/// A standby that took the place of its primary, and a backup that was put back, do not know what was taken after
/// their last word from it: there a new epoch begins, at the first connection, so that no challenge of before is
/// taken twice (attack cases ST-08, ST-09).
enum PostgreSQLLife {
  /// Looks at the server that a new connection has found, and refuses one that cannot be relied on.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``: a standby, or one that does not keep what it has confirmed.
  static func check(_ database: PostgreSQLConnection, isReadOnly: Bool) throws(CPSError) {
    let server = try PostgreSQLStamp.only(
      database.execute(
        """
        SELECT pg_is_in_recovery() AS is_standby, current_setting('fsync') AS fsync,
          current_setting('full_page_writes') AS full_pages, current_setting('server_encoding') AS encoding
        """))
    guard try server.text("encoding") == "UTF8" else { throw unsuitable("its encoding is not UTF8") }
    guard !isReadOnly else { return }
    guard try !server.boolean("is_standby") else { throw unsuitable("it is a standby") }
    guard try server.text("fsync") == "on", try server.text("full_pages") == "on" else {
      throw unsuitable("fsync or full_page_writes is off: what it confirms may be lost")
    }
    // Left alone where somebody chose to wait for replicas ("synchronous_commit").
    try database.execute(
      """
      SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
      """)
  }

  /// Begins a new epoch if this is another life than the one that the present epoch belongs to.
  static func goOn(_ database: PostgreSQLConnection, random: any RandomSource) throws(CPSError) {
    let found = try PostgreSQLStamp.only(
      database.execute("SELECT to_regclass('state') IS NOT NULL AS is_there"))
    // Before the first opening there is nothing to go on with.
    guard try found.boolean("is_there") else { return }
    // Of several connections that find it at once, one begins the epoch: the others see its row.
    try database.execute(
      "UPDATE state SET epoch = $1, life = $2 WHERE life <> $2",
      [.bytes(try StoreEpoch(from: random).bytes), .text(try present(database))])
  }

  /// The name of the present life: a cluster has an identifier, each promotion and each recovery to a point in time
  /// begins a timeline ("Timelines"), and a dump that is put back makes a new table.
  static func present(_ database: PostgreSQLConnection) throws(CPSError) -> String {
    try PostgreSQLStamp.only(
      database.execute(
        """
        SELECT (SELECT system_identifier FROM pg_control_system())
          || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || ' ' || 'mark'::regclass::oid AS life
        """)
    ).text("life")
  }

  private static func unsuitable(_ why: String) -> CPSError {
    CPSError(.storeUnavailable, reason: "PostgreSQL cannot be used: \(why)")
  }
}
