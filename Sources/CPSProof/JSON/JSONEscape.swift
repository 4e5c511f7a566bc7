/// What stands behind a backslash in a JSON string (RFC 8259, clause 7).
enum JSONEscape {
  private static let backslash = UInt8(ascii: "\\")

  /// The UTF-8 of a string whose grammar was checked; nil where an escape names half of a surrogate pair.
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == backslash, let name = rest.popFirst() else {
        result.append(byte)
        continue
      }
      guard name == UInt8(ascii: "u") else {
        result.append(character(named: name))
        continue
      }
      guard let scalar = takeScalar(&rest) else { return nil }
      result.append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
    }
    return result
  }

  /// Appends a text to the inside of a string, escaped where it must be.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), backslash: bytes += [backslash, byte]
      case 0x20...: bytes.append(byte)
      default: bytes += control(byte)
      }
    }
  }

  private static func character(named name: UInt8) -> UInt8 {
    switch name {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: name
    }
  }

  private static func control(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x08: Array(#"\b"#.utf8)
    case 0x0C: Array(#"\f"#.utf8)
    case 0x0A: Array(#"\n"#.utf8)
    case 0x0D: Array(#"\r"#.utf8)
    case 0x09: Array(#"\t"#.utf8)
    default: Array(#"\u00\#(byte < 0x10 ? "0" : "")\#(String(byte, radix: 16))"#.utf8)
    }
  }

  /// The scalar whose hexadecimal digits come next; of two halves that make one, the second is taken along.
  private static func takeScalar(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
    let unit = takeUnit(&rest)
    guard UTF16.isSurrogate(unit) else { return Unicode.Scalar(unit) }
    guard UTF16.isLeadSurrogate(unit), rest.popFirst() == backslash, rest.popFirst() == UInt8(ascii: "u")
    else { return nil }
    let second = takeUnit(&rest)
    guard UTF16.isTrailSurrogate(second) else { return nil }
    return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
  }

  /// The four hexadecimal digits that come next.
  private static func takeUnit(_ rest: inout ArraySlice<UInt8>) -> UInt16 {
    let digits = rest.prefix(4)
    rest = rest.dropFirst(4)
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0
  }
}
