public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import GRDB

/// The state of a service on one host: one SQLite file, which several processes may share.
///
/// Write-ahead log and `synchronous = FULL`: what was answered is on the disk. Writes that are asked for at the same
/// time share one transaction (``SQLiteWriter``).
public struct SQLiteStore: AuthStore {
  /// How long a process waits for the writers of others.
  static let busyTimeout: Duration = .seconds(10)
  /// How long who opens the file waits for others who do.
  static let openingPause: Duration = .milliseconds(10)
  /// How many pages the write-ahead log takes before they are copied into the file: 16 MiB of 4 KiB each.
  ///
  /// A page that changes again and again, as those of an index do, is copied once for all of them.
  static let checkpointPages = 4_096
  /// How much of the file a writer keeps in memory, in KiB: 32 MiB.
  ///
  /// Accounts are charged, and sessions opened, all over their trees: to read a page from the system again takes longer
  /// than to change it.
  static let cacheSize = 32_768
  /// How many marks are taken before those past their time are swept out.
  static let sweepInterval: UInt64 = 256

  /// The world of the state.
  public let environment: TrustEnvironment
  /// The version of the schema.
  public let schemaVersion = SQLiteSchema.versions.count

  let pool: DatabasePool
  let writer: SQLiteWriter
  private let epochs: SQLiteEpochReader
  let marksTaken = SQLiteCounter()
  let chargesMade = SQLiteCounter()
  let quotaSweep = SQLiteQuotaSweep()

  /// Opens the state for service, makes it if there is none, and begins a new epoch.
  ///
  /// - Throws: ``Diagnostic/storeForeign`` for a database of another world, of other software or of a newer
  ///   version; ``Diagnostic/storeCorrupt``; ``Diagnostic/storeUnavailable``, also when others may read the
  ///   file (attack case ST-07).
  public static func open(
    at path: String, environment: TrustEnvironment, random: some RandomSource
  ) async throws(CPSError) -> SQLiteStore {
    let epoch = try StoreEpoch(from: random)
    try SQLiteFile.prepare(at: path)
    let store = try await SQLiteStore(path, environment, isReadOnly: false)
    try await store.orClosed { () throws(CPSError) in
      try await store.write { db in
        try SQLiteStamp.prepare(db, for: environment)
        try SQLiteStamp.begin(epoch, in: db)
      }
    }
    return store
  }

  /// Opens the state of a service that may be running, to read and to change it beside it: no epoch begins, and
  /// nothing is made that is not there.
  ///
  /// - Throws: as ``open(at:environment:random:)``, and ``Diagnostic/storeForeign`` for an older version.
  public static func join(
    at path: String, environment: TrustEnvironment
  ) async throws(CPSError) -> SQLiteStore {
    try SQLiteFile.check(at: path)
    let store = try await SQLiteStore(path, environment, isReadOnly: false)
    try await store.orClosed { () throws(CPSError) in
      try await store.read { db in try SQLiteStamp.check(db, for: environment) }
    }
    return store
  }

  /// Opens the state to read it, such as to verify its audit log: no epoch begins, and every change throws.
  ///
  /// - Throws: as ``open(at:environment:random:)``.
  public static func inspect(
    at path: String, environment: TrustEnvironment
  ) async throws(CPSError) -> SQLiteStore {
    let store = try await SQLiteStore(path, environment, isReadOnly: true)
    try await store.orClosed { () throws(CPSError) in
      try await store.read { db in try SQLiteStamp.check(db, for: environment) }
    }
    return store
  }

  /// Says whether a service could use the file, and changes nothing: true when its state is there, false when the first
  /// start would make it.
  ///
  /// - Throws: as ``open(at:environment:random:)``.
  public static func examine(
    at path: String, environment: TrustEnvironment
  ) async throws(CPSError) -> Bool {
    guard try SQLiteFile.isThere(at: path) else { return false }
    let store = try await SQLiteStore(path, environment, isReadOnly: true)
    return try await store.orClosed { () throws(CPSError) in
      try await store.read { db in try SQLiteStamp.examine(db, for: environment) }
    }
  }

  private init(_ path: String, _ environment: TrustEnvironment, isReadOnly: Bool) async throws(CPSError) {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(Double(Self.busyTimeout.milliseconds) / 1_000)
    configuration.label = "cpsauth"
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA trusted_schema = OFF") }
    pool = try await Self.openedPool(at: path, configuration)
    writer = SQLiteWriter(to: pool, at: try SQLitePlace(of: path))
    epochs = SQLiteEpochReader(of: pool)
    do {
      // On the one connection that writes, and only now: the pool sets NORMAL when it turns the log on, under
      // which the last commits do not survive a power cut (attack case ST-02).
      if !isReadOnly {
        try await pool.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA synchronous = FULL")
          try db.execute(sql: "PRAGMA cache_size = -\(Self.cacheSize)")
          try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Self.checkpointPages)")
          // What is removed is overwritten: entries of the log that were kept for long enough.
          try db.execute(sql: "PRAGMA secure_delete = ON")
        }
      }
    } catch {
      throw SQLiteFailure.error(error)
    }
    self.environment = environment
  }

  /// Opens the file, again while others open it at the same moment.
  ///
  /// Two who turn the write-ahead log on at once are told “busy” without a wait: SQLite asks no busy handler where
  /// each of them would wait for the other (“sqlite3_busy_handler”).
  private static func openedPool(
    at path: String, _ configuration: Configuration
  ) async throws(CPSError) -> DatabasePool {
    var attempts = busyTimeout.milliseconds / openingPause.milliseconds
    while true {
      do {
        return try DatabasePool(path: path, configuration: configuration)
      } catch {
        let isBusy = (error as? DatabaseError)?.resultCode == .SQLITE_BUSY
        guard isBusy, attempts > 0 else { throw SQLiteFailure.error(error) }
        attempts -= 1
        do { try await Task.sleep(for: openingPause) } catch { throw CPSError(.cancelled) }
      }
    }
  }

  /// Ends the use of the file: what was in the write-ahead log is in the file afterwards, so that a copy of
  /// the one file is whole ("Write-Ahead Logging", 4).
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` while somebody still reads or writes; nothing is lost.
  public func close() throws(CPSError) {
    do {
      // Here and not by closing: the pool closes its readers last, and they may not write.
      _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
      try pool.close()
    } catch {
      throw SQLiteFailure.error(error)
    }
  }

  /// Lets go of a file at once that turns out to be none of ours: its owner must not find it locked.
  private nonisolated(nonsending) func orClosed<Value>(
    _ body: nonisolated(nonsending) () async throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    do { return try await body() } catch {
      try? pool.close()
      throw error
    }
  }

  /// The present epoch.
  public func epoch() async throws(CPSError) -> StoreEpoch {
    do { return try await epochs.read().get() } catch { throw SQLiteFailure.error(error) }
  }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CPSError) -> Value {
    do { return try await pool.read(body) } catch { throw SQLiteFailure.error(error) }
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(CPSError) -> Value {
    let result = await writer.write(body)
    do { return try result.get() } catch { throw SQLiteFailure.error(error) }
  }
}
