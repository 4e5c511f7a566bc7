internal import SmartCard

/// Status words that only a card needs by name (ISO/IEC 7816-4, tables 6 and 7).
extension StatusWord {
  /// 6581: writing to the card's memory failed.
  static let memoryFailure = StatusWord(rawValue: 0x6581)
  /// 6883: the last command of a chain was expected.
  static let lastOfChainExpected = StatusWord(rawValue: 0x6883)
  /// 6884: chaining is not supported for this command.
  static let chainingNotSupported = StatusWord(rawValue: 0x6884)

  /// 63Cx: refused, `tries` left.
  static func refused(triesLeft tries: UInt8) -> StatusWord { StatusWord(0x63, 0xC0 | min(tries, 15)) }
  /// 61xx: `count` bytes wait for GET RESPONSE; 256 and more are announced as 00.
  static func waiting(_ count: Int) -> StatusWord { StatusWord(0x61, count > 255 ? 0 : UInt8(count)) }
  /// 6Cxx: the command is to be repeated with Le = `count`.
  static func exactly(_ count: Int) -> StatusWord { StatusWord(0x6C, count > 255 ? 0 : UInt8(count)) }
}
