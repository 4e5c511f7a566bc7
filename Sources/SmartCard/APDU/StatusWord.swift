/// The two bytes that end every answer of a card (ISO/IEC 7816-4, clause 5.6).
public struct StatusWord: RawRepresentable, Sendable, Hashable {
  /// SW1 in the high byte, SW2 in the low one.
  public let rawValue: UInt16

  /// A status word from its sixteen bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// A status word from its two bytes.
  public init(_ sw1: UInt8, _ sw2: UInt8) { rawValue = UInt16(sw1) << 8 | UInt16(sw2) }

  /// The first byte.
  public var sw1: UInt8 { UInt8(rawValue >> 8) }
  /// The second byte.
  public var sw2: UInt8 { UInt8(truncatingIfNeeded: rawValue) }

  /// 9000: done.
  public static let success = StatusWord(rawValue: 0x9000)
  /// 6282: the end of the file was reached before Le bytes.
  public static let endOfFile = StatusWord(rawValue: 0x6282)
  /// 6300: refused, without a counter.
  public static let verificationFailed = StatusWord(rawValue: 0x6300)
  /// 6700: wrong length.
  public static let wrongLength = StatusWord(rawValue: 0x6700)
  /// 6881: the logical channel is not open.
  public static let channelNotOpen = StatusWord(rawValue: 0x6881)
  /// 6982: the security condition is not met.
  public static let securityNotSatisfied = StatusWord(rawValue: 0x6982)
  /// 6983: the authentication method is blocked.
  public static let authenticationBlocked = StatusWord(rawValue: 0x6983)
  /// 6984: the reference data cannot be used any more.
  public static let referenceDataUnusable = StatusWord(rawValue: 0x6984)
  /// 6985: the conditions of use are not met.
  public static let conditionsNotSatisfied = StatusWord(rawValue: 0x6985)
  /// 6986: no current elementary file.
  public static let noCurrentFile = StatusWord(rawValue: 0x6986)
  /// 6A80: the data field is wrong.
  public static let wrongData = StatusWord(rawValue: 0x6A80)
  /// 6A82: the file or application was not found.
  public static let fileNotFound = StatusWord(rawValue: 0x6A82)
  /// 6A86: P1 or P2 is wrong.
  public static let wrongParameters = StatusWord(rawValue: 0x6A86)
  /// 6A88: the referenced data was not found.
  public static let referencedDataNotFound = StatusWord(rawValue: 0x6A88)
  /// 6B00: the offset is outside the file.
  public static let wrongOffset = StatusWord(rawValue: 0x6B00)
  /// 6D00: the instruction is not supported.
  public static let instructionNotSupported = StatusWord(rawValue: 0x6D00)
  /// 6E00: the class is not supported.
  public static let classNotSupported = StatusWord(rawValue: 0x6E00)

  /// How many bytes 61xx announces (00 means 256), nil for any other status.
  public var remainingLength: Int? { sw1 == 0x61 ? (sw2 == 0 ? 256 : Int(sw2)) : nil }
  /// The length that 6Cxx asks for (00 means 256), nil for any other status.
  public var exactLength: Int? { sw1 == 0x6C ? (sw2 == 0 ? 256 : Int(sw2)) : nil }
  /// The tries left in 63Cx, nil for any other status.
  public var triesLeft: Int? { rawValue & 0xFFF0 == 0x63C0 ? Int(rawValue & 0x000F) : nil }
  /// Whether the status says that the PIN is blocked: 63C0, 6983 or 6984 (cps-card.md section 5).
  public var saysBlocked: Bool {
    triesLeft == 0 || self == .authenticationBlocked || self == .referenceDataUnusable
  }

  /// Four hexadecimal digits.
  public var text: String {
    let digits = String(rawValue, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
