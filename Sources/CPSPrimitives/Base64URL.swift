/// Base64 with the URL and file name safe alphabet and no padding (RFC 4648, clause 5; RFC 7515, clause 2).
public enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  /// What stands for no character of the alphabet: no value has this bit.
  private static let foreign: UInt8 = 0x80

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: foreign, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// The text of `bytes`, without padding.
  public static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = alphabet
    return String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
      var count = 0
      var accumulator: UInt32 = 0
      var bits: UInt32 = 0
      for byte in bytes {
        accumulator = accumulator << 8 | UInt32(byte)
        bits += 8
        while bits >= 6 {
          bits -= 6
          text[count] = alphabet[Int(accumulator >> bits & 0x3F)]
          count += 1
        }
      }
      if bits > 0 {
        text[count] = alphabet[Int(accumulator << (6 - bits) & 0x3F)]
        count += 1
      }
      return count
    }
  }

  /// The bytes of `text`; nil for padding, foreign characters, an impossible length or stray final bits.
  ///
  /// Strict, so that one byte string has one text: a token cannot be altered and still be the same.
  public static func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8(decode)
  }

  /// The bytes of a text in ASCII, as ``decode(_:)-(String)`` has it.
  public static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { text.withUnsafeBufferPointer(decode) }

  private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    let values = values
    var accumulator: UInt32 = 0
    var bits: UInt32 = 0
    var seen: UInt8 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: text.count * 3 / 4 + 1) { bytes, count in
      for character in text {
        let value = values[Int(character)]
        seen |= value
        accumulator = accumulator << 6 | UInt32(value & ~foreign)
        bits += 6
        if bits >= 8 {
          bits -= 8
          bytes[count] = UInt8(truncatingIfNeeded: accumulator >> bits)
          count += 1
        }
      }
    }
    guard seen & foreign == 0, bits < 6, accumulator & ((1 << bits) - 1) == 0 else { return nil }
    return bytes
  }
}
