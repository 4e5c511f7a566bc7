import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import Synchronization
import TestSupport
import Testing

@testable import CPSAuthPostgres

/// A server that does not answer costs what the limits say, and never a thread of the cooperative pool.
@Suite struct PoolTests {
  private func expectRefusal(
    _ reason: String, at location: SourceLocation = #_sourceLocation,
    _ action: () async throws(CPSError) -> Void
  ) async {
    do throws(CPSError) {
      try await action()
      Issue.record("no refusal", sourceLocation: location)
    } catch {
      #expect(error == CPSError(.storeUnavailable), sourceLocation: location)
      #expect(error.reason?.contains(reason) == true, "\(error)", sourceLocation: location)
    }
  }

  private func pool(_ server: PostgreSQLServer, _ limits: PostgreSQLLimits) throws -> PostgreSQLPool {
    try PostgreSQLPool(to: server, limits: limits, isReadOnly: false) { _ throws(CPSError) in }
  }

  @Test func `a server that accepts and says nothing is given up`() async throws {
    let database = try await SharedDatabase()
    let directory = try TemporaryDirectory()
    let relay = try SocketRelay(at: directory.path(".s.PGSQL.5432"), to: database.machine.socketPath)
    relay.become(.silent)
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: directory.url.path)], database: database.name, user: PrivatePostgreSQL.user,
      connections: 1)
    let pool = try pool(server, PostgreSQLLimits(connecting: .milliseconds(100)))
    await expectRefusal("in time") { () async throws(CPSError) in
      try await pool.run { database throws(CPSError) in try database.script("SELECT 1") }
    }
  }

  @Test func `an operation that lasts is stopped by the server, and the connection is used again`()
    async throws
  {
    let database = try await SharedDatabase()
    let pool = try pool(try database.server(connections: 1), PostgreSQLLimits(operation: .seconds(2)))
    let before = try await pool.run { database throws(CPSError) in
      try database.execute("SELECT pg_backend_pid()::bigint AS pid").rows[0].integer("pid")
    }
    await expectRefusal("57014") { () async throws(CPSError) in
      try await pool.run { database throws(CPSError) in
        try database.script("SET statement_timeout = 50; SELECT pg_sleep(3600)")
      }
    }
    let after = try await pool.run { database throws(CPSError) in
      try database.execute("SELECT pg_backend_pid()::bigint AS pid").rows[0].integer("pid")
    }
    #expect(before == after)
  }

  @Test func `who waits too long for a connection is refused, and who comes too late at once`() async throws {
    let database = try await SharedDatabase()
    let limits = PostgreSQLLimits(waiting: .milliseconds(1), queue: 1)
    let pool = try pool(try database.server(connections: 1), limits)
    let gate = HeldGate()
    // On a busy machine its own millisecond may be over before a thread takes it up: then it asks again.
    let first = Task {
      while !gate.isReached { try? await pool.run { _ throws(CPSError) in gate.passThrough() } }
    }
    try await eventually("the one connection is busy") { gate.isReached }
    let second = Task { try await pool.run { _ throws(CPSError) in } }
    try await eventually("one waits") { pool.isFull }
    await expectRefusal("waiting") { () async throws(CPSError) in try await pool.run { _ throws(CPSError) in }
    }
    // Its millisecond is over, since the time of this look.
    let seen = ContinuousClock.now
    try await eventually("its patience is over") { ContinuousClock.now > seen + limits.waiting }
    gate.open()
    await first.value
    await #expect(throws: CPSError(.storeUnavailable)) { try await second.value }
  }

  @Test func `the cooperative pool goes on while every connection waits`() async throws {
    let database = try await SharedDatabase()
    let pool = try pool(try database.server(connections: 16), PostgreSQLLimits())
    let gate = HeldGate()
    try await withThrowingTaskGroup(of: Void.self) { group in
      // More than the cooperative pool has threads, each in a call that blocks.
      for _ in 0..<16 { group.addTask { try await pool.run { _ throws(CPSError) in gate.passThrough() } } }
      try await eventually("all connections are held") { gate.count == 16 }
      // Reached at all, since a task could run; and what it does lets the others go on.
      gate.open()
      try await group.waitForAll()
    }
  }

  @Test func `a statement that fails leaves a connection that works, and nothing of its transaction`()
    async throws
  {
    let database = try await SharedDatabase()
    let pool = try pool(try database.server(connections: 1), PostgreSQLLimits())
    try await pool.run { database throws(CPSError) in try database.script("CREATE TABLE public.t (a bigint)")
    }
    await expectRefusal("22012") { () async throws(CPSError) in
      try await pool.run { database throws(CPSError) in
        try database.transaction { () throws(CPSError) in
          try database.execute("INSERT INTO public.t VALUES ($1)", [.integer(1)])
          try database.execute("SELECT 1 / 0")
        }
      }
    }
    let count = try await pool.run { database throws(CPSError) in
      try database.execute("SELECT count(*) AS n FROM public.t").rows[0].integer("n")
    }
    #expect(count == 0)
  }

  @Test func `values of every kind come back as they went`() async throws {
    let database = try await SharedDatabase()
    let pool = try pool(try database.server(connections: 1), PostgreSQLLimits())
    let bytes = Array(UInt8.min...UInt8.max)
    let long = [UInt8](repeating: 0xA5, count: 3_000_000)
    let row = try await pool.run { database throws(CPSError) in
      try database.execute(
        "SELECT $1 AS b, $2 AS t, $3 AS i, $4 AS e, $5 AS n, $6 AS l, ($7)[2] AS second, ($8)[1] AS first",
        [
          .bytes(bytes), .text("é\u{1F600}'\"$1"), .integer(.min), .bytes([]), .bytes(nil), .bytes(long),
          .byteLists([[1], [2, 3]]), .integers([-5]),
        ]
      ).rows[0]
    }
    #expect(try row.bytes("b") == bytes)
    #expect(try row.text("t") == "é\u{1F600}'\"$1")
    #expect(try row.integer("i") == .min)
    #expect(try row.bytes("e") == [])
    #expect(try row.optionalBytes("n") == nil)
    #expect(try row.bytes("l") == long)
    #expect(try row.bytes("second") == [2, 3])
    #expect(try row.integer("first") == -5)
  }
}
