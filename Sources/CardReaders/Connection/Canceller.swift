private import Synchronization

/// Joins a cancellation, which may come at any moment, to an action that is known a little later.
final class Canceller: Sendable {
  private struct State {
    var isCancelled = false
    var action: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Sets what a cancellation does; does it at once when the cancellation has come already.
  func arm(_ action: @escaping @Sendable () -> Void) {
    let isCancelled = state.withLock { state in
      state.action = action
      return state.isCancelled
    }
    if isCancelled { action() }
  }

  /// Cancels.
  func cancel() {
    let action = state.withLock { state in
      state.isCancelled = true
      return state.action
    }
    action?()
  }
}
