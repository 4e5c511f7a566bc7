internal import SmartCard

/// The serial number as EF.SN.ICC holds it (cps-card.md section 3.1).
enum SerialNumber {
  /// Prefix of the issuer, before the eight digits (REAL).
  private static let prefix = "8025000001"

  /// `5A 0A`, eighteen digits in BCD, the Luhn check digit over them, and F as filling: 12 bytes.
  ///
  /// That the check digit covers the prefix too is DED: the real number 99213845 ends with 0F.
  static func content(_ digits: String) -> [UInt8] {
    let covered = Array((prefix + digits).utf8).map { $0 & 0x0F }
    let nibbles = covered + [checkDigit(covered), 0x0F]
    let bytes = stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
    return TLVEncoding.object(0x5A, bytes)
  }

  /// The check digit of ISO/IEC 7812-1, annex B.
  static func checkDigit(_ digits: [UInt8]) -> UInt8 {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
      let value = digit.offset.isMultiple(of: 2) ? 2 * Int(digit.element) : Int(digit.element)
      return sum + value / 10 + value % 10
    }
    return UInt8((10 - sum % 10) % 10)
  }
}
