import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import CPSAuthSQLite

/// What the writes that share a transaction owe each other.
struct SQLiteWriterTests {
  private struct Refused: Error {}

  private let path: String
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("state.sqlite")
  }

  /// A store whose writer is busy until `gate` opens, with `count` writes that wait behind it.
  private func crowd(
    _ count: Int, of body: @escaping @Sendable (Int, Database) throws -> Void
  ) async throws -> (store: SQLiteStore, results: [Result<Void, any Error>], commits: Int) {
    let store = try await SQLiteStore.open(
      at: path, environment: .synthetic, random: SeededRandomSource(seed: 1))
    try await store.write { db in try db.execute(sql: "CREATE TABLE item (number INTEGER PRIMARY KEY)") }
    let observer = CommitCounter()
    store.pool.add(transactionObserver: observer, extent: .databaseLifetime)
    let gate = DispatchSemaphore(value: 0)
    let writer = store.writer
    let hasBegun = DispatchSemaphore(value: 0)
    let first = Task {
      await writer.write { _ in
        hasBegun.signal()
        gate.wait()
      }
    }
    try await eventually("the first write runs") { hasBegun.wait(timeout: .now()) == .success }
    let others = (0..<count).map { number in Task { await writer.write { db in try body(number, db) } } }
    try await eventually("the others wait") { writer.waitingCount == count }
    gate.signal()
    _ = await first.value
    var results: [Result<Void, any Error>] = []
    for other in others { results.append(await other.value) }
    return (store, results, observer.count)
  }

  private func numbers(in store: SQLiteStore) async throws -> [Int] {
    try await store.read { db in try Int.fetchAll(db, sql: "SELECT number FROM item ORDER BY number") }
  }

  @Test func writesThatWaitTogetherShareOneTransaction() async throws {
    let (store, results, commits) = try await crowd(200) { number, db in
      try db.execute(sql: "INSERT INTO item VALUES (?)", arguments: [number])
    }
    #expect(commits == 2)
    #expect(results.allSatisfy { if case .success = $0 { true } else { false } })
    #expect(try await numbers(in: store) == Array(0..<200))
  }

  @Test func oneThatIsRefusedLeavesNothingAndHarmsNobody() async throws {
    let (store, results, _) = try await crowd(20) { number, db in
      try db.execute(sql: "INSERT INTO item VALUES (?)", arguments: [number])
      if number == 7 { throw Refused() }
    }
    #expect(results.filter { if case .failure = $0 { true } else { false } }.count == 1)
    #expect(try await numbers(in: store) == (0..<20).filter { $0 != 7 })
  }

  @Test func nobodyGetsAYesFromATransactionThatIsLost() async throws {
    let (store, results, _) = try await crowd(20) { number, db in
      try db.execute(sql: "INSERT INTO item VALUES (?)", arguments: [number])
      guard number == 13 else { return }
      // What SQLite does by itself when the disk fails.
      try db.execute(sql: "ROLLBACK")
      throw Refused()
    }
    #expect(results.allSatisfy { if case .failure = $0 { true } else { false } })
    #expect(try await numbers(in: store).isEmpty)
    try await store.write { db in try db.execute(sql: "INSERT INTO item VALUES (1)") }
    #expect(try await numbers(in: store) == [1])
  }
}

/// Counts the transactions that became durable.
private final class CommitCounter: TransactionObserver, Sendable {
  private let commits = Mutex(0)

  var count: Int { commits.withLock { $0 } }

  func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
  func databaseDidChange(with event: DatabaseEvent) {}
  func databaseDidCommit(_ db: Database) { commits.withLock { $0 += 1 } }
  func databaseDidRollback(_ db: Database) {}
}
