import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthPostgres

/// What becomes of what was asked when the answer does not come.
@Suite struct FailoverTests {
  private let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private func mark(_ byte: UInt8, epoch: StoreEpoch? = nil) -> OneTimeMark {
    OneTimeMark(
      kind: .challenge, digest: [UInt8](repeating: byte, count: 32), expiry: noon + .seconds(60), epoch: epoch
    )
  }

  private func expectRefusal(
    at location: SourceLocation = #_sourceLocation, _ action: () async throws -> Void
  ) async {
    await #expect(throws: CPSError(.storeUnavailable), sourceLocation: location) { try await action() }
  }

  /// A store whose connections lead through a relay.
  private func relayed(
    _ database: SharedDatabase, _ directory: TemporaryDirectory, operation: Duration = .seconds(10)
  ) async throws -> (PostgreSQLStore, SocketRelay) {
    let relay = try SocketRelay(
      at: directory.path(".s.PGSQL.5432"), to: database.machine.socketPath)
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: directory.url.path)], database: database.name, user: PrivatePostgreSQL.user,
      // One, so that it is there before the relay turns bad.
      connections: 1)
    let store = try await PostgreSQLStore.open(
      server, environment: .synthetic, random: SystemRandomSource(),
      limits: PostgreSQLLimits(operation: operation))
    return (store, relay)
  }

  @Test func `ST-08 an answer that was cut off is a refusal, and the challenge is spent`() async throws {
    let database = try await SharedDatabase()
    let directory = try TemporaryDirectory()
    let (store, relay) = try await relayed(database, directory)
    relay.become(.cutting)
    await expectRefusal { _ = try await store.take(mark(1), at: noon) }
    // The server carried it out, and nobody was told so.
    try await eventually("the mark in the database") {
      try await database.query("SELECT count(*) FROM cpsauth.mark") == "1"
    }
    relay.become(.honest)
    #expect(try await store.take(mark(1), at: noon) == .alreadyTaken)
    #expect(try await store.take(mark(2), at: noon) == .taken)
  }

  @Test func `ST-08 an answer that does not come is a refusal, and its connection is given up`() async throws
  {
    let database = try await SharedDatabase()
    let directory = try TemporaryDirectory()
    let (store, relay) = try await relayed(database, directory, operation: .seconds(2))
    relay.become(.silent)
    await expectRefusal { _ = try await store.take(mark(1), at: noon) }
    #expect(relay.piecesFromServer > 0)
    relay.become(.honest)
    // What was asked before must not be answered to somebody else: another connection is used.
    #expect(try await store.take(mark(1), at: noon) == .alreadyTaken)
    #expect(try await store.take(mark(2), at: noon) == .taken)
  }

  @Test func `ST-08 an entry whose commit was not confirmed is refused, and the chain goes on`() async throws
  {
    let database = try await SharedDatabase()
    let directory = try TemporaryDirectory()
    let (store, relay) = try await relayed(database, directory)
    let clock = ManualClock(noon)
    let log = AuditLog(store: store, clock: clock, random: SystemRandomSource())
    try await log.record(AuditEvent(.logout))
    relay.become(.cutting)
    await #expect(throws: CPSError(.auditUnavailable)) { try await log.record(AuditEvent(.logout)) }
    relay.become(.honest)
    try await log.record(AuditEvent(.logout))
    #expect(try await AuditVerifier.verify(store) != nil)
  }

  @Test func `ST-08 connections that the server ended are replaced before anything is asked`() async throws {
    let database = try await SharedDatabase()
    let store = try await database.open()
    for round in UInt8(0)..<8 {
      _ = try await store.take(mark(round), at: noon)
      try await database.query(
        """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """)
      #expect(try await store.take(mark(round), at: noon) == .alreadyTaken)
    }
  }

  @Test func `ST-08 a server that crashed and came back knows every challenge that was taken`() async throws {
    let machine = try await PrivatePostgreSQL.start()
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: machine.directory)], database: "postgres", user: PrivatePostgreSQL.user,
      connections: 2)
    let store = try await PostgreSQLStore.open(
      server, environment: .synthetic, random: SystemRandomSource())
    let epoch = try await store.epoch()
    for byte in UInt8(0)..<32 {
      #expect(try await store.take(mark(byte, epoch: epoch), at: noon) == .taken)
    }
    try await machine.crash()
    await expectRefusal { _ = try await store.take(mark(99), at: noon) }
    try await machine.launch()
    for byte in UInt8(0)..<32 {
      #expect(try await store.take(mark(byte, epoch: epoch), at: noon) == .alreadyTaken)
    }
    #expect(try await store.take(mark(99, epoch: epoch), at: noon) == .taken)
  }

  @Test func `ST-08 a standby in the primary's place takes no challenge of before`() async throws {
    let primary = try await PrivatePostgreSQL.start()
    let standby = try await primary.standby()
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: primary.directory), .socket(directory: standby.directory)],
      database: "postgres", user: PrivatePostgreSQL.user, connections: 2)
    let store = try await PostgreSQLStore.open(
      server, environment: .synthetic, random: SystemRandomSource())
    let epoch = try await store.epoch()
    try await eventually("the standby has the tables") {
      let isThere = try await standby.query("SELECT to_regclass('cpsauth.state') IS NOT NULL")
      guard isThere == "t" else { return false }
      let found = try await standby.query("SELECT encode(epoch, 'hex') FROM cpsauth.state")
      return found == Hexadecimal.encode(epoch.bytes)
    }
    // It follows no more: what is taken now it never hears of.
    try await standby.query("ALTER SYSTEM SET primary_conninfo = ''; SELECT pg_reload_conf()")
    try await eventually("the standby follows no more") {
      try await primary.query("SELECT count(*) FROM pg_stat_replication") == "0"
    }
    #expect(try await store.take(mark(1, epoch: epoch), at: noon) == .taken)
    try await primary.crash()
    await expectRefusal { _ = try await store.take(mark(1, epoch: epoch), at: noon) }
    try await standby.query("SELECT pg_promote(wait => true)")
    #expect(try await store.take(mark(1, epoch: epoch), at: noon) == .forgotten)
    let next = try await store.epoch()
    #expect(next != epoch)
    #expect(try await store.take(mark(2, epoch: next), at: noon) == .taken)
  }

  @Test func `ST-09 a dump that is put back makes no used challenge valid again`() async throws {
    let database = try await SharedDatabase()
    let store = try await database.open()
    let epoch = try await store.epoch()
    let dump = try await ChildProcess.run(
      "pg_dump", ["--clean", "--dbname=\(database.name)"], environment: database.machine.environment)
    #expect(dump.outcome == .exited(0))
    #expect(try await store.take(mark(1, epoch: epoch), at: noon) == .taken)
    store.close()
    try await database.query(dump.output)
    #expect(try await database.query("SELECT count(*) FROM cpsauth.mark") == "0")
    #expect(try await database.open().take(mark(1, epoch: epoch), at: noon) == .forgotten)
  }

  @Test func `ST-11 a database that was deleted under a running service is a refusal`() async throws {
    let database = try await SharedDatabase()
    let store = try await database.open()
    _ = try await store.take(mark(1), at: noon)
    try await database.machine.query("DROP DATABASE \(database.name) WITH (FORCE)")
    await expectRefusal { _ = try await store.take(mark(2), at: noon) }
    await expectRefusal { _ = try await store.appendAudit([], after: nil) }
  }

  @Test func `ST-11 tables that were deleted under a running service are a damaged database`() async throws {
    let database = try await SharedDatabase()
    let store = try await database.open()
    _ = try await store.take(mark(1), at: noon)
    try await database.query("DROP SCHEMA cpsauth CASCADE")
    await #expect(throws: CPSError(.storeCorrupt)) { _ = try await store.take(mark(2), at: noon) }
    await #expect(throws: CPSError(.storeCorrupt)) { _ = try await store.auditHead() }
  }
}
