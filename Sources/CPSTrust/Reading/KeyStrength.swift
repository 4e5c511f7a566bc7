internal import OpenSSLKit

/// What makes a key too weak to rely on (igc-sante.md section 4, rule 21; attack case HC-19).
///
/// OpenSSL verifies with any key that it can parse: e = 1, an even modulus, absurd sizes.
enum KeyStrength {
  /// The longest public exponent, in bytes; known keys have 65,537 in 3.
  private static let maximumExponentLength = 4

  /// What is wrong with a key, if anything.
  static func weakness(of key: PublicKey, within limits: KeyLimits = .card) -> String? {
    switch key.kind {
    case .rsa(let bits, let exponent): rsaWeakness(bits: bits, exponent: exponent, of: key, within: limits)
    case .ellipticCurve(let curve):
      limits.curves.contains(curve) ? nil : "key on \(curve.rawValue)"
    case .other: "kind of key"
    }
  }

  private static func rsaWeakness(
    bits: Int, exponent: [UInt8], of key: PublicKey, within limits: KeyLimits
  ) -> String? {
    guard let modulus = key.rsaModulus, limits.modulusBits.contains(bits) else {
      return "RSA of \(bits) bits"
    }
    guard modulus.last.map({ $0 & 1 == 1 }) == true else { return "even modulus" }
    let value = exponent.count <= maximumExponentLength ? exponent.reduce(0) { $0 << 8 | Int($1) } : 0
    guard value >= 65_537, value & 1 == 1 else { return "public exponent" }
    let residues = SmallResidues.residues(of: modulus)
    guard !RSAKeyFingerprint.isROCA(residues: residues) else { return "made by a chip with CVE-2017-15361" }
    return residues.contains(0) ? "modulus with a small factor" : nil
  }
}
