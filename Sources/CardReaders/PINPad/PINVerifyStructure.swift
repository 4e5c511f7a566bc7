internal import SmartCard

/// What FEATURE_VERIFY_PIN_DIRECT takes (PC/SC part 10, section 2.5.2, PIN_VERIFY_STRUCTURE; the formats are
/// those of the CCID specification 1.1, section 6.1.11).
enum PINVerifyStructure {
  /// bmFormatString: positions in bytes, first digit at the start of the data, filled up on the right, ASCII.
  private static let format: UInt8 = 0x82
  /// bmPINLengthFormat: the length of the PIN is not in the command.
  private static let lengthFormat: UInt8 = 0x00
  /// bEntryValidationCondition: the person presses the validation key.
  private static let validationKey: UInt8 = 0x02
  /// bNumberMessage: the reader's own message.
  private static let ownMessage: UInt8 = 0xFF
  /// wLangId: French (France), for readers that speak several languages.
  private static let language: UInt16 = 0x040C

  /// The bytes; numbers have their lowest byte first, as libccid takes them.
  static func bytes(_ form: PINPadForm) -> [UInt8] {
    let seconds = UInt8(clamping: PINPadForm.timeLimit.components.seconds)
    // XXYY: the least and the most digits.
    let digits = UInt16(form.lengths.lowerBound) << 8 | UInt16(form.lengths.upperBound)
    // The reader puts the digits in place of the filling.
    let command =
      form.header + [UInt8(form.dataLength)] + [UInt8](repeating: form.filler, count: form.dataLength)
    var bytes: [UInt8] = [seconds, seconds, format, UInt8(form.dataLength), lengthFormat]
    bytes += lowestFirst(digits) + [validationKey, ownMessage] + lowestFirst(language)
    bytes.append(0)  // bMsgIndex
    bytes += [0, 0, 0]  // bTeoPrologue: the driver knows its own T=1 blocks
    bytes += lowestFirst(UInt32(command.count)) + command
    return bytes
  }

  private static func lowestFirst(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<(value.bitWidth / 8)).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
