/// Choices that a seed decides, the same on every machine: a linear congruence of 64 bits with a mixed output
/// (Knuth, The Art of Computer Programming, volume 2, section 3.3.4, table 1, line 26).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let high = state >> 32
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return high << 32 | state >> 32
  }

  /// True in one of `chances` cases.
  mutating func strikes(oneIn chances: Int) -> Bool { Int.random(in: 1...chances, using: &self) == 1 }

  /// A PIN that nothing else looks like: 8 to 12 digits.
  mutating func pin() -> String {
    (0..<Int.random(in: 8...12, using: &self))
      .map { _ in String(Int.random(in: 0...9, using: &self)) }.joined()
  }
}
