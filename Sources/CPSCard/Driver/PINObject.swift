internal import CPSDiagnostics
internal import SmartCard

/// The security data object of a PIN, read by GET DATA (cps-card.md section 5).
enum PINObject {
  private static let answerTemplate: TLVTag = 0x70
  private static let parameters: TLVTag = 0xA0
  private static let maximumTries: TLVTag = 0x9A
  private static let triesLeft: TLVTag = 0x9B
  private static let usesLeft: TLVTag = 0x9D

  /// GET DATA for the parameters of PIN `number`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` when no such object can be asked for.
  static func query(_ number: UInt8) throws(CPSError) -> CommandAPDU {
    guard (1...0x7F).contains(number) else {
      throw CPSError(.cardIncomplete, ["element": "PIN \(number)"])
    }
    return CommandAPDU(
      0x00, 0xCB, 0x3F, 0xFF,
      data: [0x4D, 0x08, 0x70, 0x06, 0xBF, 0x81, number, 0x02, 0xA0, 0x80], expecting: 256)
  }

  /// Reads the answer.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``, also when more tries are left than there can be.
  static func status(of number: UInt8, in answer: [UInt8]) throws(CPSError) -> PINStatus {
    let template = try TLV.single(answerTemplate, in: try TLV.sequence(in: answer))
    let object = try TLV.single(
      TLVTag(rawValue: 0xBF8100 | UInt32(number)), in: try template.children())
    let members = try TLV.single(parameters, in: try object.children()).children()
    let left = try TLV.single(triesLeft, in: members).unsignedNumber()
    let maximum = try TLV.single(maximumTries, in: members).unsignedNumber()
    let uses = try TLV.optional(usesLeft, in: members)?.unsignedNumber()
    guard left <= maximum else {
      throw CPSError(.malformedTLV, reason: "\(left) of \(maximum) tries left")
    }
    return PINStatus(triesLeft: left, maximumTries: maximum, usesLeft: uses)
  }
}
