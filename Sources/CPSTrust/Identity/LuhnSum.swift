/// The check of ISO/IEC 7812-1, annex B, that RPPS numbers end with (igc-sante.md section 3.1).
enum LuhnSum {
  /// Whether `digits` are ASCII digits whose weighted sum is a multiple of ten.
  static func isRight(_ digits: some BidirectionalCollection<UInt8>) -> Bool {
    var sum = 0
    for (position, character) in digits.reversed().enumerated() {
      guard (0x30...0x39).contains(character) else { return false }
      let digit = Int(character - 0x30)
      let weighted = position.isMultiple(of: 2) ? digit : digit * 2
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return !digits.isEmpty && sum.isMultiple(of: 10)
  }
}
