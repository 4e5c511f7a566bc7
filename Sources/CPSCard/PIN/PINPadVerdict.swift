internal import CPSDiagnostics
internal import SmartCard

/// What came of an entry at the reader's keypad: the card's own counter decides, not the reader's word
/// (attack cases HR-13, HR-14).
enum PINPadVerdict {
  /// The reader's own answers, given without anything being sent to the card (PC/SC part 10, section 2.5).
  private static let timedOut = StatusWord(rawValue: 0x6400)
  private static let cancelled: Set<StatusWord> = [
    StatusWord(rawValue: 0x6401),  // by the person
    StatusWord(rawValue: 0x6480),  // by a program of this machine
  ]
  /// 6404 is not in part 10; some readers tell too long from too short by it (attack case HR-14).
  private static let wrongLength: Set<StatusWord> = [
    StatusWord(rawValue: 0x6403), StatusWord(rawValue: 0x6404),
  ]

  /// Returns when the PIN was right.
  ///
  /// - Parameters:
  ///   - report: what the reader gave back, or why nothing came back.
  ///   - before: the state of the PIN as it was shown to the person.
  ///   - after: its state since; nil when the card did not tell.
  ///   - lengths: how many digits the PIN has.
  /// - Throws: ``Diagnostic/pinStateUnknown`` without an `after`; ``Diagnostic/pinCounterAnomaly``,
  ///   ``Diagnostic/pinBlocked`` or ``Diagnostic/pinWrong`` where the counter fell; where it did not,
  ///   ``Diagnostic/timedOut``, ``Diagnostic/cancelled``, ``Diagnostic/pinMalformed`` and, for what a sound
  ///   reader does not report, ``Diagnostic/pinPadUnusable``.
  static func check(
    _ report: Result<StatusWord, CPSError>, before: PINStatus, after: PINStatus?, lengths: ClosedRange<Int>
  ) throws(CPSError) {
    let text = text(of: report)
    guard let after else { throw CPSError(.pinStateUnknown, reason: "the keypad: \(text)") }
    let lost = before.triesLeft - after.triesLeft
    let reason = "the keypad: \(text); \(before.triesLeft) tries before, \(after.triesLeft) after"
    guard lost < 2 else { throw CPSError(.pinCounterAnomaly, reason: reason) }
    guard !after.isBlocked else { throw CPSError(.pinBlocked, reason: reason) }
    guard lost < 1 else { throw CPSError(.pinWrong, ["left": "\(after.triesLeft)"], reason: reason) }
    switch report {
    // A right PIN gives all tries back (cps-card.md section 5).
    case .success(.success) where after.triesLeft == after.maximumTries: return
    case .success(Self.timedOut): throw CPSError(.timedOut, reason: reason)
    case .success(let status) where Self.cancelled.contains(status):
      throw CPSError(.cancelled, reason: reason)
    case .success(let status) where Self.wrongLength.contains(status):
      let range = "\(lengths.lowerBound)" + (lengths.count == 1 ? "" : "-\(lengths.upperBound)")
      throw CPSError(.pinMalformed, ["length": range], reason: reason)
    case .success, .failure: throw CPSError(.pinPadUnusable, reason: reason)
    }
  }

  private static func text(of report: Result<StatusWord, CPSError>) -> String {
    switch report {
    case .success(let status): status.text
    case .failure(let error): error.description
    }
  }
}
