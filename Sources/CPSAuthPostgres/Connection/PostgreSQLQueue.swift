internal import CPSDiagnostics
internal import Dispatch
internal import Synchronization

/// What waits for a connection, in the order in which it came.
final class PostgreSQLQueue: Sendable {
  /// One operation, and its caller's patience.
  struct Order: Sendable {
    /// Until when it may begin.
    let deadline: ContinuousClock.Instant
    /// Carries it out on a connection, or tells its caller why there is none.
    let carryOut: @Sendable (Result<PostgreSQLConnection, CPSError>) -> Void
  }

  private struct State {
    var waiting: [Order] = []
    var isClosed = false
  }

  private let limit: Int
  private let state = Mutex(State())
  /// Counts what waits, and once more for each thread when the queue is closed.
  private let available = DispatchSemaphore(value: 0)

  init(limit: Int) { self.limit = limit }

  /// Adds an operation, or tells its caller that none is taken any more.
  func add(_ order: Order) {
    let refusal = state.withLock { state -> String? in
      guard !state.isClosed else { return "the store is closed" }
      guard state.waiting.count < limit else { return "\(limit) operations are waiting" }
      state.waiting.append(order)
      return nil
    }
    if let refusal {
      order.carryOut(.failure(CPSError(.storeUnavailable, reason: refusal)))
    } else {
      available.signal()
    }
  }

  /// Whether one more would be refused.
  var isFull: Bool { state.withLock { $0.waiting.count >= limit } }

  /// The next operation, or nil when the queue is closed and empty.
  ///
  /// Blocks the thread until there is one.
  func next() -> Order? {
    available.wait()
    return state.withLock { state in state.waiting.isEmpty ? nil : state.waiting.removeFirst() }
  }

  /// Takes nothing more; what waits is still carried out.
  ///
  /// - Parameter threads: how many of them are to be told.
  func close(threads: Int) {
    let wasClosed = state.withLock { state in
      defer { state.isClosed = true }
      return state.isClosed
    }
    guard !wasClosed else { return }
    for _ in 0..<threads { available.signal() }
  }
}
