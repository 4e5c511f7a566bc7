internal import CPSDiagnostics
internal import SmartCard

/// What the answer to VERIFY means (cps-card.md section 5; ISO/IEC 7816-4, clause 5.6).
enum VerificationVerdict {
  /// Returns when the PIN was right.
  ///
  /// - Parameter before: the state of the PIN as it was shown to the person.
  /// - Throws: ``Diagnostic/pinCounterAnomaly`` when more than one try is gone (attack case HC-23);
  ///   ``Diagnostic/pinBlocked`` (HC-22); ``Diagnostic/pinWrong`` with the card's own counter;
  ///   ``Diagnostic/unexpectedStatus`` when the card refused the command before it compared anything;
  ///   ``Diagnostic/pinStateUnknown`` for everything else (HC-21).
  static func check(_ status: StatusWord, before: PINStatus) throws(CPSError) {
    if status == .success { return }
    if let left = status.triesLeft, before.triesLeft - left >= 2 {
      throw CPSError(.pinCounterAnomaly, reason: "\(before.triesLeft) tries before, \(left) after")
    }
    if status.saysBlocked { throw CPSError(.pinBlocked, reason: "VERIFY answered \(status.text)") }
    if let left = status.triesLeft { throw CPSError(.pinWrong, ["left": "\(left)"]) }
    guard isCheckingError(status) else {
      throw CPSError(.pinStateUnknown, reason: "VERIFY answered \(status.text)")
    }
    throw CPSError(.unexpectedStatus, ["status": status.text], reason: "VERIFY was refused")
  }

  /// Whether the command was refused before it was carried out: 67xx to 6Exx.
  ///
  /// 6F00 does not say that much.
  private static func isCheckingError(_ status: StatusWord) -> Bool { (0x67...0x6E).contains(status.sw1) }
}
