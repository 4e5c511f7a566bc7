internal import SmartCard

/// Writes BER-TLV objects with definite lengths in the fewest bytes, which is DER too (ISO/IEC 8825-1, 10.1).
enum TLVEncoding {
  /// One object: tag, length, and the parts one after the other as its value.
  static func object(_ tag: TLVTag, _ parts: [UInt8]...) -> [UInt8] {
    let value = parts.flatMap { $0 }
    return bytes(of: tag) + length(value.count) + value
  }

  private static func bytes(of tag: TLVTag) -> [UInt8] {
    let all = [tag.rawValue >> 16, tag.rawValue >> 8, tag.rawValue].map { UInt8(truncatingIfNeeded: $0) }
    return Array(all.drop { $0 == 0 })
  }

  private static func length(_ count: Int) -> [UInt8] {
    guard count >= 0x80 else { return [UInt8(count)] }
    var digits: [UInt8] = []
    var rest = count
    while rest > 0 {
      digits.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    }
    return [0x80 | UInt8(digits.count)] + digits
  }
}
