internal import CPSDiagnostics
private import Synchronization

/// The leave to present one PIN, shared by all copies of one ``PreparedCard``.
///
/// After VERIFY the state of the PIN that was shown to the person is no longer true, so that the next entry
/// needs a card that was prepared again.
final class SingleEntry: Sendable {
  private let isSpent = Atomic(false)

  /// Spends the leave.
  ///
  /// - Throws: ``Diagnostic/internalFault`` the second time: nothing was sent.
  func spend() throws(CPSError) {
    guard !isSpent.exchange(true, ordering: .acquiringAndReleasing) else {
      throw CPSError(.internalFault, reason: "a second PIN for a card that was prepared once")
    }
  }
}
