internal import CPSDiagnostics
internal import CPSPrimitives

/// The connections of one process: threads that take work from one queue, each with a connection of its own.
///
/// What libpq waits for, a thread of ours waits for: never one of the cooperative pool. The threads end when the pool
/// is released.
final class PostgreSQLPool: Sendable {
  private let queue: PostgreSQLQueue
  private let limits: PostgreSQLLimits
  private let size: Int

  /// A pool; nothing is connected yet.
  ///
  /// - Parameter prepare: what is done once on each new connection, before it is used.
  /// - Throws: ``Diagnostic/internalFault`` when the system gives no thread.
  init(
    to server: PostgreSQLServer, limits: PostgreSQLLimits, isReadOnly: Bool,
    prepare: @escaping @Sendable (PostgreSQLConnection) throws(CPSError) -> Void
  ) throws(CPSError) {
    let queue = PostgreSQLQueue(limit: limits.queue)
    self.queue = queue
    self.limits = limits
    size = server.connections
    let dialler = PostgreSQLDialler(server: server, limits: limits, isReadOnly: isReadOnly, prepare: prepare)
    for _ in 0..<server.connections {
      try BlockingWork.start { Self.work(off: queue, with: dialler, limits) }
    }
  }

  deinit { queue.close(threads: size) }

  /// Whether one more operation would be refused at once.
  var isFull: Bool { queue.isFull }

  /// Ends the pool when what waits has been carried out.
  func close() { queue.close(threads: size) }

  /// Carries out an operation; it goes on when the task that asked for it is cancelled (attack case CC-07).
  ///
  /// - Throws: what `body` throws; ``Diagnostic/storeUnavailable`` when no connection could be had in time.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    let outcome: Result<Value, CPSError> = await withCheckedContinuation { continuation in
      queue.add(
        PostgreSQLQueue.Order(deadline: ContinuousClock.now + limits.waiting) { connection in
          let result = connection.flatMap { connection in
            Result { () throws(CPSError) in try body(connection) }
          }
          continuation.resume(returning: result)
        })
    }
    return try outcome.get()
  }

  /// What each thread does until the queue is closed.
  private static func work(
    off queue: PostgreSQLQueue, with dialler: PostgreSQLDialler, _ limits: PostgreSQLLimits
  ) {
    var held: PostgreSQLConnection?
    while let order = queue.next() {
      guard ContinuousClock.now < order.deadline else {
        order.carryOut(.failure(CPSError(.storeUnavailable, reason: "no connection was free in time")))
        continue
      }
      if let connection = held, !connection.isUsable { held = nil }
      do throws(CPSError) {
        let connection = if let held { held } else { try dialler.connect() }
        held = connection
        connection.begin(before: ContinuousClock.now + limits.operation)
        order.carryOut(.success(connection))
      } catch {
        order.carryOut(.failure(error))
      }
    }
  }
}
