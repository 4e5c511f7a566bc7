internal import CPSDiagnostics
internal import SmartCard

/// What came of a request to sign.
enum CardSignature {
  /// The bytes, not checked yet.
  case made([UInt8])
  /// The card does not have this algorithm; nothing was signed.
  case algorithmRefused(StatusWord)
}

extension ResponseAPDU {
  /// The signature in the answer of a key that a PIN guards.
  ///
  /// - Throws: ``Diagnostic/cardReset`` when the card wants the PIN again; ``Diagnostic/unexpectedStatus``.
  func requireSignature() throws(CPSError) -> [UInt8] {
    guard status != .securityNotSatisfied else {
      throw CPSError(.cardReset, reason: "the card wants the PIN again before it signs")
    }
    return try requireSuccess()
  }
}
