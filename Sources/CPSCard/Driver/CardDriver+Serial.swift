internal import CPSDiagnostics
internal import SmartCard

extension CardDriver {
  /// Makes sure that the card still is the one that the person saw: another, or one that does not even have a
  /// serial, never gets a code (attack cases HC-26, CC-03).
  ///
  /// - Throws: ``Diagnostic/cardChanged``.
  func requireSerial(_ serial: CardSerial, over channel: inout CardChannel) throws(CPSError) {
    let present: CardSerial
    do throws(CPSError) {
      present = try readSerial(over: &channel)
    } catch  where CardSerial.foreignness.contains(error.diagnostic) {
      throw CPSError(.cardChanged, reason: error.description)
    }
    guard present == serial else { throw CPSError(.cardChanged) }
  }
}

extension CardSerial {
  /// The errors by which a card shows that it is not even a CPS.
  static let foreignness: Set<Diagnostic> = [
    .cardIncomplete, .unexpectedStatus, .malformedTLV, .lengthMismatch,
  ]
}
