internal import CPSDiagnostics
private import CPSPrimitives
private import Dispatch
private import Synchronization

/// Calls that block, one after the other on one thread (``BlockingWork``).
///
/// A call that hangs cannot be interrupted (a SCardTransmit ends when the card answers or leaves, and not
/// before). When the owner lets go of the thread while it hangs, the thread is abandoned: it ends by itself
/// if the call ever returns, and no more of them than ``AbandonedThreads`` admits are put up with.
final class BlockingQueue: Sendable {
  /// What a job leaves to be done once it no longer blocks: telling its result.
  typealias Completion = @Sendable () -> Void

  private let backlog: Backlog

  /// - Parameters:
  ///   - abandoned: where a thread is counted that hangs when its owner lets go of it.
  ///   - atEnd: the last thing that the thread does, after its owner has let go of it.
  /// - Throws: ``Diagnostic/internalFault`` when the system gives no thread.
  init(
    abandoned: AbandonedThreads = .ofThisProcess, atEnd: @escaping @Sendable () -> Void = {}
  ) throws(CPSError) {
    backlog = Backlog(abandoned: abandoned)
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

    private let abandoned: AbandonedThreads
    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    init(abandoned: AbandonedThreads) { self.abandoned = abandoned }

    func append(_ job: @escaping @Sendable () -> Completion) {
      state.withLock { $0.jobs.append(job) }
      signal.signal()
    }

    func close() {
      state.withLock { state in
        guard state.isBlocking else { return }
        state.isAbandoned = true
        abandoned.begin()
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
      if wasAbandoned { abandoned.end() }
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
