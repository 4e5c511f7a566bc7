/// Serial numbers as they are encoded and as they are shown.
enum SerialNumber {
  /// Magnitude and sign of the contents of an INTEGER.
  static func magnitude(_ contents: ArraySlice<UInt8>) -> (magnitude: [UInt8], isNegative: Bool) {
    guard let first = contents.first, first >= 0x80 else {
      return (Array(contents.drop { $0 == 0 }), false)
    }
    // Two's complement: invert and add one.
    var carry: UInt16 = 1
    let negated = contents.reversed().map { byte -> UInt8 in
      let sum = UInt16(~byte) + carry
      carry = sum >> 8
      return UInt8(truncatingIfNeeded: sum)
    }
    return (Array(negated.reversed().drop { $0 == 0 }), true)
  }

  /// The contents of the INTEGER of a number.
  static func contents(magnitude: [UInt8], isNegative: Bool) -> [UInt8] {
    let shortest = magnitude.drop { $0 == 0 }
    guard let first = shortest.first else { return [0] }
    guard isNegative else { return (first < 0x80 ? [] : [0]) + shortest }
    // Two's complement, and a sign where the first bit does not show it.
    var carry: UInt16 = 1
    let negated = shortest.reversed().map { byte -> UInt8 in
      let sum = UInt16(~byte) + carry
      carry = sum >> 8
      return UInt8(truncatingIfNeeded: sum)
    }
    let contents = Array(negated.reversed())
    let isSigned = contents.first.map { $0 >= 0x80 } ?? false
    return isSigned ? contents : [0xFF] + contents
  }
}
