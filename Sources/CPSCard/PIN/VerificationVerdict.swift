internal import CPSDiagnostics
internal import SmartCard

/// What the card's answer to a code means (cps-card.md section 5; ISO/IEC 7816-4, clause 5.6).
struct VerificationVerdict {
  /// Which code was presented.
  let code: CardCode
  /// Its state before, as it was shown to the person.
  let before: PINStatus

  /// Returns when the code was right.
  ///
  /// Where the answer says nothing of the tries, the counter is read again: it is the card's own answer that
  /// counts, and never one that is made up here.
  ///
  /// - Parameters:
  ///   - status: the answer.
  ///   - driver: asks the card for the counter.
  ///   - reference: the code.
  /// - Throws: ``Diagnostic/pinCounterAnomaly`` when more than one try is gone (attack case HC-23);
  ///   ``Diagnostic/pinBlocked`` (HC-22); ``Diagnostic/pinWrong`` with the card's own counter;
  ///   ``Diagnostic/unexpectedStatus`` when the card refused the command before it compared anything;
  ///   ``Diagnostic/pinStateUnknown`` for everything else (HC-21); for the unblocking code its own rows.
  func check(
    _ status: StatusWord, by driver: any CardDriver, as reference: PINReference,
    over channel: inout CardChannel
  ) throws(CPSError) {
    if status == .success { return }
    if let left = status.triesLeft { try requireFallOfOne(to: left) }
    if status.saysBlocked { throw CPSError(code.blocked, reason: "answered \(status.text)") }
    if let left = status.triesLeft { throw CPSError(code.wrong, ["left": "\(left)"]) }
    if status.saysNothingWasDone {
      throw CPSError(.unexpectedStatus, ["status": status.text], reason: "the code was not compared")
    }
    let after = try? driver.readStatus(of: reference, after: .elsewhere, over: &channel)
    throw try unclear(after, reason: "answered \(status.text)")
  }

  /// The error for an answer without a counter, by the counter as it was read again.
  private func unclear(_ after: PINStatus?, reason: String) throws(CPSError) -> CPSError {
    guard let after else { return CPSError(code.stateUnknown, reason: reason) }
    try requireFallOfOne(to: after.triesLeft)
    let remark = "\(reason); \(after.triesLeft) tries left"
    if after.isBlocked { return CPSError(code.blocked, reason: remark) }
    guard after.triesLeft < before.triesLeft else { return CPSError(code.stateUnknown, reason: remark) }
    return CPSError(code.wrong, ["left": "\(after.triesLeft)"], reason: remark)
  }

  private func requireFallOfOne(to left: Int) throws(CPSError) {
    guard before.triesLeft - left < 2 else {
      throw CPSError(.pinCounterAnomaly, reason: "\(before.triesLeft) tries before, \(left) after")
    }
  }
}

extension StatusWord {
  /// Whether the command was refused before it was carried out: 67xx to 6Exx.
  ///
  /// 6F00 does not say that much.
  var saysNothingWasDone: Bool { (0x67...0x6E).contains(sw1) }
}
