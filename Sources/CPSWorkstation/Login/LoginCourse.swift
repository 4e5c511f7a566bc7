internal import CPSCard
internal import CPSDiagnostics

/// What one entry of a login leaves for the next.
struct LoginCourse: Sendable {
  /// How often a person was asked.
  var entries = 0
  /// Whether the last VERIFY came back without an answer.
  var isInDoubt = false
  /// The card of the last entry, and the tries that it had left before.
  private(set) var last: (serial: CardSerial, triesLeft: Int)?

  /// Takes note of the card of the next entry.
  ///
  /// - Throws: after a doubt, ``Diagnostic/cardChanged`` for another card, and
  ///   ``Diagnostic/pinCounterAnomaly`` where one VERIFY cost more than one try (attack case HC-23).
  mutating func admit(_ card: PreparedCard) throws(CPSError) {
    if isInDoubt, let last {
      guard card.serial == last.serial else { throw CPSError(.cardChanged) }
      let left = card.pinStatus.triesLeft
      guard last.triesLeft - left < 2 else {
        throw CPSError(.pinCounterAnomaly, reason: "\(last.triesLeft) tries before, \(left) after")
      }
    }
    isInDoubt = false
    last = (card.serial, card.pinStatus.triesLeft)
  }
}
