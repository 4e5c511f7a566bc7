import Synchronization

@testable import CardReaders

/// An alarm that goes off when the test says so.
final class ManualAlarm: Sendable {
  /// What calls an alarm off when it is let go of.
  private final class Setting: Sendable {
    let cancel: @Sendable () -> Void
    init(_ cancel: @escaping @Sendable () -> Void) { self.cancel = cancel }
    deinit { cancel() }
  }

  private struct State {
    var lastNumber = 0
    var actions: [Int: (delay: Duration, action: @Sendable () -> Void)] = [:]
  }

  private let state = Mutex(State())

  var alarm: Alarm {
    Alarm { [self] delay, action in
      let number = state.withLock { state in
        state.lastNumber += 1
        state.actions[state.lastNumber] = (delay, action)
        return state.lastNumber
      }
      return Setting { [self] in state.withLock { _ = $0.actions.removeValue(forKey: number) } }
    }
  }

  /// How many alarms of this delay are set.
  func count(of delay: Duration) -> Int { state.withLock { $0.actions.count { $0.value.delay == delay } } }

  /// Lets every alarm of this delay go off, in the order in which they were set.
  func ring(_ delay: Duration) {
    let due = state.withLock { state in
      let due = state.actions.filter { $0.value.delay == delay }.sorted { $0.key < $1.key }
      for (number, _) in due { state.actions[number] = nil }
      return due.map(\.value.action)
    }
    due.forEach { $0() }
  }
}
