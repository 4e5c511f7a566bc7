internal import CPSDiagnostics
internal import GRDB
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Gathers the writes that are asked for at the same time into one transaction, so that they share the one wait for
/// the disk.
///
/// What one write refuses leaves nothing and does the others no harm. Nobody gets an answer before the transaction is
/// durable; when it cannot be, nobody gets a yes. A write goes on when the task that asked for it is cancelled, so that
/// nobody can stop an entry or the end of a session by hanging up (attack case CC-07).
///
/// One transaction follows the other on the thread of the connection that writes, for as long as there is something to
/// write: those who wait are woken once, with their answer.
final class SQLiteWriter: Sendable {
  /// The most writes in one transaction: bounds how long a reader of the log of the file waits.
  static let batchLimit = 256

  /// A write that waits, with the two ways it can be answered.
  private struct Work: Sendable {
    /// Runs it in the transaction, in a savepoint of its own where it is to be kept apart, and gives what answers it
    /// once that is durable; throws when the transaction itself is to be given up.
    let perform: @Sendable (Database, _ isApart: Bool) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  private struct Queue {
    var waiting: [Work] = []
    var isWriting = false
  }

  private let pool: DatabasePool
  private let place: SQLitePlace
  private let queue = Mutex(Queue())

  /// How many writes wait for the next transaction.
  var waitingCount: Int { queue.withLock { $0.waiting.count } }

  /// A writer; a file has one in a process.
  init(to pool: DatabasePool, at place: SQLitePlace) {
    self.pool = pool
    self.place = place
  }

  /// Runs `body` in a transaction that begins as a writer, and returns when it is durable.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async -> Result<Value, any Error> {
    await withCheckedContinuation { reply in
      let isFirst = queue.withLock { queue in
        queue.waiting.append(Self.work(body, reply))
        defer { queue.isWriting = true }
        return !queue.isWriting
      }
      if isFirst { pool.asyncWriteWithoutTransaction { db in self.drain(into: db) } }
    }
  }

  private static func work<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value,
    _ reply: CheckedContinuation<Result<Value, any Error>, Never>
  ) -> Work {
    Work(
      perform: { db, isApart in
        let result = isApart ? try inSavepoint(of: db, body) : .success(try body(db))
        return { reply.resume(returning: result) }
      },
      fail: { error in reply.resume(returning: .failure(error)) })
  }

  /// Runs a write whose failure leaves nothing of it; throws when the transaction itself is lost.
  private static func inSavepoint<Value>(
    of db: Database, _ body: (Database) throws -> Value
  ) throws -> Result<Value, any Error> {
    // By hand, since GRDB prepares the statements of its savepoints every time.
    try db.run("SAVEPOINT one_write")
    let result = Result { try body(db) }
    if case .failure(let error) = result {
      // A full disk, or one that fails, may undo the whole transaction; a savepoint after that would be one of its
      // own (SQLite, “Transactions”, 3).
      guard db.isInsideTransaction else { throw error }
      try db.run("ROLLBACK TO one_write")
    }
    try db.run("RELEASE one_write")
    return result
  }

  private func drain(into db: Database) {
    while let batch = nextBatch() {
      do {
        let answers = try Self.perform(batch, in: db)
        // Afterwards, so that what is answered was in the file when it was durable.
        try place.check()
        for answer in answers { answer() }
      } catch {
        for work in batch { work.fail(error) }
      }
      // Who was just answered, and who is about to ask, comes first where processors are short: what they write goes
      // into the next transaction together.
      sched_yield()
    }
  }

  /// Runs writes in one transaction, and gives what answers them.
  ///
  /// Mostly none of them fails, and a savepoint for each would copy every page that they change: where one does fail,
  /// all are undone and run again, each in a savepoint of its own.
  private static func perform(_ batch: [Work], in db: Database) throws -> [@Sendable () -> Void] {
    do { return try perform(batch, in: db, areApart: false) } catch {
      // One alone has failed for itself, and who waited in vain for others need not wait again.
      guard batch.count > 1, (error as? DatabaseError)?.resultCode != .SQLITE_BUSY else { throw error }
      return try perform(batch, in: db, areApart: true)
    }
  }

  private static func perform(
    _ batch: [Work], in db: Database, areApart: Bool
  ) throws -> [@Sendable () -> Void] {
    var answers: [@Sendable () -> Void] = []
    try db.inTransaction(.immediate) {
      answers = try batch.map { try $0.perform(db, areApart) }
      return .commit
    }
    return answers
  }

  /// The writes of the next transaction; nil when none waits, and then the next one begins anew.
  private func nextBatch() -> [Work]? {
    queue.withLock { queue in
      guard !queue.waiting.isEmpty else {
        queue.isWriting = false
        return nil
      }
      let batch = Array(queue.waiting.prefix(Self.batchLimit))
      queue.waiting.removeFirst(batch.count)
      return batch
    }
  }
}
