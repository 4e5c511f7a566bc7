import Foundation
import Synchronization

/// Holds whoever passes at a chosen step until it is told to let go.
///
/// Blocks the thread that passes: that of a virtual card, which has one of its own.
final class StepGate: Sendable {
  private struct State {
    var remaining: Int?
    var isReached = false
  }

  private let state = Mutex(State())
  private let release = DispatchSemaphore(value: 0)

  /// Sets the gate at the `step`th passage from now, from 1; nothing stops anybody before it is set.
  func set(at step: Int) { state.withLock { $0 = State(remaining: step) } }

  /// Whether somebody stands at the gate, or has stood there.
  var isReached: Bool { state.withLock(\.isReached) }

  /// Lets go who stands at the gate, and everybody after.
  ///
  /// Good for one wait: without anybody at the gate the next one to come passes.
  func open() {
    let isHolding = state.withLock { state in
      state.remaining = nil
      return state.isReached
    }
    if isHolding { release.signal() }
  }

  /// Passes, or waits at the chosen step.
  func pass() {
    let isHeld = state.withLock { state in
      guard let remaining = state.remaining, !state.isReached else { return false }
      state.remaining = remaining - 1
      state.isReached = remaining == 1
      return state.isReached
    }
    if isHeld { release.wait() }
  }
}
