/// Numbers that look random and are the same in every run with one seed (SplitMix64; Steele, Lea and Flood,
/// OOPSLA 2014).
struct SeededChance {
  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var state: UInt64

  /// The numbers for one purpose, which those for another do not move.
  init(seed: UInt64, for purpose: String) {
    state = purpose.utf8.reduce(Self.mix(seed)) { Self.mix($0 ^ UInt64($1)) }
  }

  /// The next number.
  mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.mix(state)
  }

  /// A number from 0 up to `bound`, which is above 0 and small beside 2⁶⁴, so that none is favoured noticeably.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Puts elements into another order.
  mutating func shuffle<Element>(_ elements: inout [Element]) {
    for end in stride(from: elements.count - 1, to: 0, by: -1) { elements.swapAt(end, below(end + 1)) }
  }

  /// One number made of another, as if by chance.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
