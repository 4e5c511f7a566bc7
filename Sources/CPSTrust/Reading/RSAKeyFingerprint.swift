/// Tells the moduli of a key generator whose keys can be factored (CVE-2017-15361, "ROCA").
///
/// Its primes are powers of 65,537 modulo a product of small primes, so their product is one, too; that
/// another modulus looks so for each of these primes has a chance below 2⁻²⁷.
enum RSAKeyFingerprint {
  /// The primes modulo which 65,537 does not reach everything, with what it reaches.
  private static let marks: [(prime: UInt32, powers: Set<UInt32>)] = {
    let primes: [UInt32] = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157]
    return primes.map { prime in
      var powers: Set<UInt32> = []
      var power: UInt32 = 1
      while powers.insert(power).inserted { power = power * (65_537 % prime) % prime }
      return (prime, powers)
    }
  }()

  /// Whether a modulus, big-endian, bears the marks.
  static func isROCA(_ modulus: [UInt8]) -> Bool {
    marks.allSatisfy { prime, powers in
      powers.contains(modulus.reduce(0) { ($0 << 8 | UInt32($1)) % prime })
    }
  }
}
