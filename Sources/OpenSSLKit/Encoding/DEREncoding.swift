public import CPSPrimitives

/// Writes elements of the Distinguished Encoding Rules (ITU-T X.690).
public enum DEREncoding {
  /// An element of any tag.
  public static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    let count = contents.count
    if count < 0x80 { return [tag, UInt8(count)] + contents }
    let length = bytes(of: UInt64(count))
    return [tag, 0x80 | UInt8(length.count)] + length + contents
  }

  /// A SEQUENCE of members that are encoded already.
  public static func sequence(_ members: [UInt8]...) -> [UInt8] { element(0x30, members.flatMap { $0 }) }

  /// A SET OF members that are encoded already, in the order that DER asks for.
  public static func set(_ members: [[UInt8]]) -> [UInt8] {
    element(0x31, members.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }

  /// An INTEGER that is not negative, from its magnitude.
  public static func integer(magnitude: [UInt8]) -> [UInt8] {
    let shortest = Array(magnitude.drop { $0 == 0 })
    guard let first = shortest.first else { return [0x02, 0x01, 0x00] }
    return element(0x02, first < 0x80 ? shortest : [0x00] + shortest)
  }

  /// An INTEGER that is not negative.
  public static func integer(_ value: UInt64) -> [UInt8] { integer(magnitude: bytes(of: value)) }

  /// A BOOLEAN.
  public static func boolean(_ value: Bool) -> [UInt8] { [0x01, 0x01, value ? 0xFF : 0x00] }

  /// A NULL.
  public static let null: [UInt8] = [0x05, 0x00]

  /// An OCTET STRING.
  public static func octetString(_ bytes: [UInt8]) -> [UInt8] { element(0x04, bytes) }

  /// A BIT STRING of whole bytes.
  public static func bitString(_ bytes: [UInt8]) -> [UInt8] { element(0x03, [0x00] + bytes) }

  /// A BIT STRING of named bits (X.690, clause 11.2.2): bit n of `bits` is bit n there.
  public static func namedBits(_ bits: UInt16) -> [UInt8] {
    guard bits != 0 else { return [0x03, 0x01, 0x00] }
    let highest = 15 - bits.leadingZeroBitCount
    var contents = [UInt8](repeating: 0, count: 1 + (highest + 8) / 8)
    contents[0] = UInt8(7 - highest % 8)
    for bit in 0...highest where bits & 1 << UInt16(bit) != 0 {
      contents[1 + bit / 8] |= 0x80 >> UInt8(bit % 8)
    }
    return element(0x03, contents)
  }

  /// An OBJECT IDENTIFIER; empty contents for text that is no identifier.
  public static func objectIdentifier(_ identifier: ObjectIdentifier) -> [UInt8] {
    element(0x06, identifier.derContents ?? [])
  }

  /// A character string.
  public static func string(_ type: NameStringType, _ text: String) -> [UInt8] {
    element(type.rawValue, Array(text.utf8))
  }

  /// A UTCTime up to 2049, then a GeneralizedTime (RFC 5280, clause 4.1.2.5); to the second.
  public static func time(_ moment: Timestamp) -> [UInt8] {
    let digits = digits(of: moment)
    let isShort =
      digits.starts(with: "19".utf8) && digits[2] >= 0x35
      || digits.starts(with: "20".utf8) && digits[2] < 0x35
    return isShort ? element(0x17, Array(digits.dropFirst(2))) : element(0x18, digits)
  }

  /// A GeneralizedTime (RFC 5280, clause 4.1.2.5.2), whatever the year; to the second.
  public static func generalizedTime(_ moment: Timestamp) -> [UInt8] { element(0x18, digits(of: moment)) }

  private static func digits(of moment: Timestamp) -> [UInt8] {
    moment.rfc3339.utf8.filter { (0x30...0x39).contains($0) } + [0x5A]
  }

  private static func bytes(of value: UInt64) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0.drop { $0 == 0 }) }
  }
}
