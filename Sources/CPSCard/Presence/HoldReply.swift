internal import CPSDiagnostics
private import Synchronization

/// An answer that one waits for and another gives, once; the first one counts.
final class HoldReply: Sendable {
  typealias Answer = Result<CardAuthentication, CPSError>

  private struct State {
    var answer: Answer?
    var waiting: CheckedContinuation<Answer, Never>?
  }

  private let state = Mutex(State())

  /// Gives the answer, unless one was given.
  func settle(_ answer: Answer) {
    let waiting = state.withLock { state in
      guard state.answer == nil else { return nil as CheckedContinuation<Answer, Never>? }
      state.answer = answer
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: answer)
  }

  /// The answer, or `late` when none comes in time.
  func answer(within limit: Duration, otherwise late: CPSError) async -> Answer {
    let alarm = Task {
      do { try await Task.sleep(for: limit, clock: .continuous) } catch { return }
      settle(.failure(late))
    }
    defer { alarm.cancel() }
    return await withCheckedContinuation { continuation in
      let known = state.withLock { state in
        if state.answer == nil { state.waiting = continuation }
        return state.answer
      }
      if let known { continuation.resume(returning: known) }
    }
  }
}
