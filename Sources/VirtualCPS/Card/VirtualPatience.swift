internal import CPSDiagnostics
internal import Synchronization

/// What is left of a transaction's deadline: the time that the card asked for is counted and not waited for.
final class VirtualPatience: Sendable {
  private struct State {
    var rest: Duration
    var verdict: Diagnostic?
  }

  private let state: Mutex<State>

  init(_ deadline: Duration) { state = Mutex(State(rest: deadline)) }

  /// What the caller of a transaction is told that was given up; nil when it was not.
  var verdict: Diagnostic? { state.withLock { $0.verdict } }

  /// Nothing more is sent once the deadline is past.
  ///
  /// - Throws: ``Diagnostic/timedOut``.
  func requireSome() throws(CPSError) {
    guard verdict == nil else { throw CPSError(.timedOut, reason: "the transaction was given up") }
  }

  /// Counts the time for one answer.
  ///
  /// - Parameter isPresentingPIN: whether the answer is that to a VERIFY.
  /// - Throws: ``Diagnostic/timedOut`` when that is past the deadline.
  func spend(_ duration: Duration, isPresentingPIN: Bool) throws(CPSError) {
    let isOver = state.withLock { state in
      state.rest -= duration
      guard state.rest < .zero else { return false }
      state.verdict = isPresentingPIN ? .pinStateUnknown : .timedOut
      return true
    }
    if isOver { throw CPSError(.timedOut, reason: "the virtual card is slower than the deadline") }
  }
}
