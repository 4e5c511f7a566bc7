internal import CPSDiagnostics
private import CPSPrimitives
private import Dispatch
private import Synchronization

/// Calls that block, one after the other on one thread (``BlockingWork``).
///
/// A call that hangs cannot be interrupted (a SCardTransmit ends when the card answers or leaves, and not
/// before). When the owner lets go of the thread while it hangs, the thread is abandoned: it ends by itself
/// if the call ever returns, and no more than ``maximumAbandoned`` of them are put up with.
final class BlockingQueue: Sendable {
  /// What a job leaves to be done once it no longer blocks: telling its result.
  typealias Completion = @Sendable () -> Void

  /// The most threads of this process that may hang without an owner.
  static let maximumAbandoned = 2

  private static let abandoned = Mutex(0)

  /// How many threads hang without an owner.
  static var abandonedCount: Int { abandoned.withLock { $0 } }

  private let backlog = Backlog()

  /// - Parameter atEnd: the last thing that the thread does, after its owner has let go of it.
  /// - Throws: ``Diagnostic/internalFault`` when the system gives no thread.
  init(atEnd: @escaping @Sendable () -> Void = {}) throws(CPSError) {
    try BlockingWork.start { [backlog] in backlog.serve(atEnd: atEnd) }
  }

  deinit { backlog.close() }

  /// Runs `job` after those before it; what it returns runs last, when the thread no longer blocks.
  func enqueue(_ job: @escaping @Sendable () -> Completion) { backlog.append(job) }

  /// What thread and owner share.
  private final class Backlog: Sendable {
    private struct State {
      var jobs: [@Sendable () -> Completion] = []
      var isBlocking = false
      var isAbandoned = false
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    func append(_ job: @escaping @Sendable () -> Completion) {
      state.withLock { $0.jobs.append(job) }
      signal.signal()
    }

    func close() {
      state.withLock { state in
        guard state.isBlocking else { return }
        state.isAbandoned = true
        BlockingQueue.abandoned.withLock { $0 += 1 }
      }
      signal.signal()
    }

    func serve(atEnd: () -> Void) {
      while true {
        signal.wait()
        guard let job = next() else { break }
        let completion = job()
        state.withLock { $0.isBlocking = false }
        completion()
      }
      atEnd()
      let wasAbandoned = state.withLock(\.isAbandoned)
      if wasAbandoned { BlockingQueue.abandoned.withLock { $0 -= 1 } }
    }

    /// The next job; jobs that were enqueued before the end are still run, so that everybody gets an answer.
    private func next() -> (@Sendable () -> Completion)? {
      state.withLock { state in
        guard !state.jobs.isEmpty else { return nil }
        state.isBlocking = true
        return state.jobs.removeFirst()
      }
    }
  }
}
