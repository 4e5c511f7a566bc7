public import CPSDiagnostics
internal import CPSPrimitives
public import SmartCard

/// Tells what card lies in the reader, from its answer to reset and its application.
public enum CardRecognition {
  /// The root application of a CPS3 and the ChipDoc applet of a CPS4, which bear one name (cps-card.md section
  /// 2.1; EF.ATR tag 4F).
  static let rootApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00]

  /// Names the generation of the card, with at most four commands and no VERIFY.
  ///
  /// The answer to reset is a hint, since hosts and readers alter it; the application decides. A card whose
  /// answer to reset is not listed must also have the serial of a CPS, so that one that says yes to everything
  /// is not taken for one. Attack cases HC-28, HC-31.
  ///
  /// - Throws: ``Diagnostic/notACPS``, with both facts in its reason; what ``CardChannel/send(_:)`` throws.
  public static func recognise(_ channel: inout CardChannel) throws(CPSError) -> CardGeneration {
    let answer = try AnswerToReset(channel.answerToReset).bytes
    let hint = AnswerToResetPattern.listed.first { $0.matches(answer) }?.generation
    let selection = try selectRoot(of: hint, over: &channel)
    guard selection == .success else {
      throw refusal(of: answer, hint, "application answered \(selection.text)")
    }
    if let hint { return hint }
    do throws(CPSError) {
      _ = try CPS3Driver().readSerial(over: &channel)
    } catch  where CardSerial.foreignness.contains(error.diagnostic) || error.diagnostic == .noProgress {
      throw refusal(of: answer, hint, "application without a serial: \(error.description)")
    }
    return .unlisted
  }

  /// SELECT of the root application; a CPS4 is spoken to on logical channel 1 (cps-card.md section 2.2).
  private static func selectRoot(
    of generation: CardGeneration?, over channel: inout CardChannel
  ) throws(CPSError) -> StatusWord {
    switch generation {
    case .cps4, .cps4ReleaseCandidate, .cps4T0: try ChipDocFiles().selectRoot(over: &channel)
    case .cps3, .cps3Contactless, .unlisted, nil: try channel.send(IASFiles.rootSelection).status
    }
  }

  /// The refusal of a card, with both facts: what it seemed to be, and what spoke against that.
  static func refusal(
    of answer: [UInt8], _ hint: CardGeneration?, _ fact: String
  ) -> CPSError {
    let name = hint?.displayName ?? "no CPS"
    return CPSError(.notACPS, reason: "ATR \(Hexadecimal.encode(answer)) is of \(name), \(fact)")
  }
}
