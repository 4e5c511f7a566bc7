/// What the search for paths may still spend (attack case HN-15).
///
/// Counted, not timed, so that the same certificates get the same answer on every machine.
struct PathBudget {
  /// Verifications of a signature: about 50 µs each with RSA of 2,048 bits, 150 µs with 4,096.
  static let maximumSignatures = 128
  /// Paths that are handed on to be validated.
  static let maximumPaths = 16
  /// Ways that are followed by one authority more: each is compared with every certificate of the pool.
  static let maximumSteps = 256

  private var signatures = maximumSignatures
  private var paths = maximumPaths
  private var steps = maximumSteps

  mutating func spendSignature() -> Bool { Self.spend(&signatures) }
  mutating func spendPath() -> Bool { Self.spend(&paths) }
  mutating func spendStep() -> Bool { Self.spend(&steps) }

  private static func spend(_ rest: inout Int) -> Bool {
    guard rest > 0 else { return false }
    rest -= 1
    return true
  }
}
