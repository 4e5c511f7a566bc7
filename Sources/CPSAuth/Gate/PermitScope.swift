internal import CPSDiagnostics
internal import Synchronization

/// The time during which a permit is worth something: from the decision until the body has returned.
final class PermitScope: Sendable {
  private enum State {
    case open, redeemed, closed
  }

  private let state = Mutex(State.open)

  /// Redeems, once and only while the body runs.
  func redeem() throws(CPSError) {
    let isOpen = state.withLock { state in
      guard state == .open else { return false }
      state = .redeemed
      return true
    }
    guard isOpen else { throw CPSError(.permitSpent) }
  }

  /// Ends the time: afterwards the permit is worth nothing.
  func close() { state.withLock { $0 = .closed } }
}
