internal import Synchronization

/// Wakes one who waits: at a moment, or before it when somebody rings.
final class Bell: Sendable {
  private struct State {
    var hasRung = false
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Wakes who waits, or who will wait next.
  func ring() {
    let waiting = state.withLock { state in
      state.hasRung = state.waiting == nil
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// Returns at `deadline`, when the bell rings, or when the task is cancelled.
  func wait(until deadline: ContinuousClock.Instant) async {
    let alarm = Task {
      do { try await Task.sleep(until: deadline, clock: .continuous) } catch { return }
      ring()
    }
    defer { alarm.cancel() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard !state.hasRung, !Task.isCancelled else {
            state.hasRung = false
            return true
          }
          state.waiting = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      ring()
    }
  }
}
