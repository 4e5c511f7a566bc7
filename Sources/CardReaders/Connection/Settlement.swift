internal import CPSDiagnostics
private import Synchronization

/// The answer to somebody who waits, given once: by the thread that works or by the watchdog.
final class Settlement<Success: Sendable>: Sendable {
  typealias Outcome = Result<Success, CPSError>

  private let waiting: Mutex<CheckedContinuation<Outcome, Never>?>

  init(_ continuation: CheckedContinuation<Outcome, Never>) { waiting = Mutex(continuation) }

  /// Gives the answer, unless one was given already.
  func settle(_ outcome: Outcome) {
    let continuation = waiting.withLock { waiting in
      defer { waiting = nil }
      return waiting
    }
    continuation?.resume(returning: outcome)
  }
}
