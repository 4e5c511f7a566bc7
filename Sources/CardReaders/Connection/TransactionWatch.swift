private import Synchronization

/// How far a transaction has come, known to the thread that runs it and to those who may give it up.
final class TransactionWatch: Sendable {
  /// How far it was when it was given up.
  enum Progress: Sendable, Hashable {
    /// Reaching for the resource manager, which may not answer.
    case reaching
    /// Waiting for the card: nothing was sent.
    case waiting
    /// Exchanging with the card.
    case running
    /// Exchanging, with a VERIFY sent and its answer not received.
    case presentingPIN
    /// Done: too late to be given up.
    case done
  }

  private struct State {
    var progress = Progress.waiting
    var isGivenUp = false
  }

  private let state = Mutex(State())

  /// Whether nobody waits for the result any more.
  var isGivenUp: Bool { state.withLock(\.isGivenUp) }

  /// Passes to `progress`; false when the transaction was given up, so that it must not go on.
  func advance(to progress: Progress) -> Bool {
    state.withLock { state in
      guard !state.isGivenUp else { return false }
      state.progress = progress
      return true
    }
  }

  /// Gives the transaction up if it is where `limits` say, and tells where it was.
  ///
  /// - Returns: nil when it is elsewhere, or was given up before.
  func giveUp(onlyWhile limits: Set<Progress> = [.reaching, .waiting, .running, .presentingPIN]) -> Progress?
  {
    state.withLock { state in
      guard !state.isGivenUp, limits.contains(state.progress) else { return nil }
      state.isGivenUp = true
      return state.progress
    }
  }
}
