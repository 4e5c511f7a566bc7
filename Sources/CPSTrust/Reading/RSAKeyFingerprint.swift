/// Tells the moduli of a key generator whose keys can be factored (CVE-2017-15361, "ROCA").
///
/// Its primes are powers of 65,537 modulo a product of small primes, so their product is one, too; that
/// another modulus looks so for each of these primes has a chance below 2⁻²⁷.
enum RSAKeyFingerprint {
  /// The primes modulo which 65,537 does not reach everything, by their place, with what it reaches.
  private static let marks: [(place: Int, powers: Set<UInt64>)] = {
    let primes: [UInt64] = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]
    return primes.compactMap { prime in
      var powers: Set<UInt64> = []
      var power: UInt64 = 1
      while powers.insert(power).inserted { power = power * (65_537 % prime) % prime }
      return SmallResidues.primes.firstIndex(of: prime).map { ($0, powers) }
    }
  }()

  /// Whether a modulus, big-endian, bears the marks.
  static func isROCA(_ modulus: [UInt8]) -> Bool { isROCA(residues: SmallResidues.residues(of: modulus)) }

  /// Whether a modulus with these residues bears the marks.
  static func isROCA(residues: [UInt64]) -> Bool {
    marks.allSatisfy { place, powers in powers.contains(residues[place]) }
  }
}
