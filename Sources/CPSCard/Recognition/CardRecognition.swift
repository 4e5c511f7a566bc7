public import CPSDiagnostics
internal import CPSPrimitives
public import SmartCard

/// Tells what card lies in the reader, from its answer to reset and its application.
public enum CardRecognition {
  /// The root application of every CPS (cps-card.md section 2.1; EF.ATR tag 4F).
  static let rootApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00]

  /// Names the generation of the card, with one command and no VERIFY.
  ///
  /// The answer to reset is a hint, since hosts and readers alter it; the application decides. Attack cases
  /// HC-28, HC-31.
  ///
  /// - Throws: ``Diagnostic/notACPS``, with both facts in its reason; what ``CardChannel/send(_:)`` throws.
  public static func recognise(_ channel: inout CardChannel) throws(CPSError) -> CardGeneration {
    let answer = try AnswerToReset(channel.answerToReset).bytes
    let hint = AnswerToResetPattern.listed.first { $0.matches(answer) }?.generation
    let selection = try channel.send(rootSelection(of: hint)).status
    guard selection == .success else {
      let name = hint?.displayName ?? "no CPS"
      throw CPSError(
        .notACPS,
        reason: "ATR \(Hexadecimal.encode(answer)) is of \(name), application answered \(selection.text)")
    }
    return hint ?? .unlisted
  }

  /// SELECT of the root application; a CPS4 is spoken to on logical channel 1 (cps-card.md section 2.2).
  static func rootSelection(of generation: CardGeneration?) -> CommandAPDU {
    switch generation {
    case .cps4, .cps4ReleaseCandidate, .cps4T0:
      CommandAPDU(0x01, 0xA4, 0x04, 0x0C, data: rootApplication)
    case .cps3, .cps3Contactless, .unlisted, nil:
      CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: rootApplication)
    }
  }
}
