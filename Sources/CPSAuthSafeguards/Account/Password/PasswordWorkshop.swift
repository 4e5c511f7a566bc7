internal import CPSDiagnostics
internal import CPSPrimitives

/// Runs what derives from passwords: few at a time, on threads of their own, and a bounded number waiting.
///
/// Each takes ``ScryptCost/memory``, so that the number at a time bounds the memory, whoever sends whatever.
actor PasswordWorkshop {
  /// What a client is told to wait, in seconds.
  private static let retryDelay = 2

  /// How many run at once.
  nonisolated let parallel: Int
  /// How many may wait.
  nonisolated let queue: Int
  private var running = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// A workshop.
  init(parallel: Int, queue: Int) {
    self.parallel = max(parallel, 1)
    self.queue = max(queue, 0)
  }

  /// How many wait now.
  var waitingCount: Int { waiting.count }

  /// The result of work that blocks.
  ///
  /// - Throws: ``Diagnostic/accountsBusy`` at once when too many wait already, and `body` is not run; what `body` throws.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    try await enter()
    defer { leave() }
    return try await BlockingWork.run(body)
  }

  private func enter() async throws(CPSError) {
    if running < parallel {
      running += 1
      return
    }
    guard waiting.count < queue else {
      throw CPSError(.accountsBusy, ["seconds": String(Self.retryDelay)])
    }
    // Whoever leaves hands its place on, so that nobody overtakes.
    await withCheckedContinuation { waiting.append($0) }
  }

  private func leave() {
    guard waiting.isEmpty else { return waiting.removeFirst().resume() }
    running -= 1
  }
}
