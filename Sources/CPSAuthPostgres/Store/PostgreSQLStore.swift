public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// The state of a service on many hosts: one PostgreSQL database, which all of them share.
///
/// What was answered is committed. An operation whose answer did not come counts as not done, and whoever asked is
/// refused: it may have been done all the same, which costs a challenge and gives nothing (attack case ST-08).
/// A write goes on when the task that asked for it is cancelled (attack case CC-07).
public struct PostgreSQLStore: AuthStore {
  /// How many marks are taken, or charges made, before those past their time are swept out.
  static let sweepInterval: UInt64 = 256

  /// The world of the state.
  public let environment: TrustEnvironment
  /// The version of the schema.
  public let schemaVersion = PostgreSQLSchema.versions.count

  let pool: PostgreSQLPool
  let marksTaken = PostgreSQLCounter()
  let chargesMade = PostgreSQLCounter()

  /// Opens the state for service, makes it if there is none, and begins a new epoch.
  ///
  /// - Throws: ``Diagnostic/storeForeign`` for a database of another world, of other software or of a newer version;
  ///   ``Diagnostic/storeCorrupt``; ``Diagnostic/storeUnavailable``, also for a server that is a standby or does not
  ///   keep what it has confirmed.
  public static func open(
    _ server: PostgreSQLServer, environment: TrustEnvironment, random: some RandomSource
  ) async throws(CPSError) -> PostgreSQLStore {
    try await open(server, environment: environment, random: random, limits: PostgreSQLLimits())
  }

  /// Opens the state with other limits.
  static func open(
    _ server: PostgreSQLServer, environment: TrustEnvironment, random: some RandomSource,
    limits: PostgreSQLLimits
  ) async throws(CPSError) -> PostgreSQLStore {
    let epoch = try StoreEpoch(from: random)
    let store = try serving(server, environment, random, limits)
    try await store.pool.run { database throws(CPSError) in
      try PostgreSQLStamp.prepare(database, for: environment)
      try PostgreSQLStamp.begin(epoch, database)
    }
    return store
  }

  /// Opens the state of a service that may be running, to read and to change it beside it: no epoch begins, unless the
  /// database is another than the service last saw, and nothing is made that is not there.
  ///
  /// - Throws: as ``open(_:environment:random:)``, and ``Diagnostic/storeForeign`` for an older version.
  public static func join(
    _ server: PostgreSQLServer, environment: TrustEnvironment, random: some RandomSource
  ) async throws(CPSError) -> PostgreSQLStore {
    let store = try serving(server, environment, random, PostgreSQLLimits())
    try await store.pool.run { database throws(CPSError) in
      try PostgreSQLStamp.check(database, for: environment)
    }
    return store
  }

  /// Says whether a service could use the database, and changes nothing: true when its state is there, false when the
  /// first start would make it.
  ///
  /// - Throws: as ``open(_:environment:random:)``.
  public static func examine(
    _ server: PostgreSQLServer, environment: TrustEnvironment
  ) async throws(CPSError) -> Bool {
    let store = try PostgreSQLStore(server, environment, PostgreSQLLimits()) { database throws(CPSError) in
      try PostgreSQLLife.check(database, isReadOnly: false)
    }
    return try await store.pool.run { database throws(CPSError) in
      try PostgreSQLStamp.examine(database, for: environment)
    }
  }

  private static func serving(
    _ server: PostgreSQLServer, _ environment: TrustEnvironment, _ random: some RandomSource,
    _ limits: PostgreSQLLimits
  ) throws(CPSError) -> PostgreSQLStore {
    try PostgreSQLStore(server, environment, limits) { database throws(CPSError) in
      try PostgreSQLLife.check(database, isReadOnly: false)
      try PostgreSQLLife.goOn(database, random: random)
    }
  }

  /// Opens the state to read it, such as to verify its audit log: no epoch begins, and every change throws.
  ///
  /// A standby will do.
  ///
  /// - Throws: as ``open(_:environment:random:)``.
  public static func inspect(
    _ server: PostgreSQLServer, environment: TrustEnvironment
  ) async throws(CPSError) -> PostgreSQLStore {
    let store = try PostgreSQLStore(
      server, environment, PostgreSQLLimits(), isReadOnly: true
    ) { database throws(CPSError) in
      try PostgreSQLLife.check(database, isReadOnly: true)
    }
    try await store.pool.run { database throws(CPSError) in
      try PostgreSQLStamp.check(database, for: environment)
    }
    return store
  }

  private init(
    _ server: PostgreSQLServer, _ environment: TrustEnvironment, _ limits: PostgreSQLLimits,
    isReadOnly: Bool = false,
    prepare: @escaping @Sendable (PostgreSQLConnection) throws(CPSError) -> Void
  ) throws(CPSError) {
    self.environment = environment
    pool = try PostgreSQLPool(to: server, limits: limits, isReadOnly: isReadOnly, prepare: prepare)
  }

  /// Ends the use of the database when what waits has been carried out; what is asked for afterwards throws.
  public func close() { pool.close() }

  /// The present epoch.
  public func epoch() async throws(CPSError) -> StoreEpoch {
    try await pool.run { database throws(CPSError) in
      try StoreEpoch(PostgreSQLStamp.only(database.execute("SELECT epoch FROM state")).bytes("epoch"))
    }
  }
}
