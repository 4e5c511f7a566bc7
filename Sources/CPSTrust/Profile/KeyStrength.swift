internal import OpenSSLKit

/// What makes the key of a card too weak to log in with (igc-sante.md section 4, rule 21; attack case HC-19).
///
/// OpenSSL verifies with any key that it can parse: e = 1, an even modulus, absurd sizes.
enum KeyStrength {
  /// Bits of the modulus: known cards have 2,048; more than 4,096 only costs time (attack case HN-15).
  private static let modulusBits = 2_048...4_096
  /// The longest public exponent, in bytes; known cards have 65,537 in 3.
  private static let maximumExponentLength = 4

  /// What is wrong with a key, if anything.
  static func weakness(of key: PublicKey) -> String? {
    guard case .rsa(let bits, let exponent) = key.kind, let modulus = key.rsaModulus else {
      return "not an RSA key"
    }
    guard modulusBits.contains(bits) else { return "RSA of \(bits) bits" }
    guard modulus.last.map({ $0 & 1 == 1 }) == true else { return "even modulus" }
    let value = exponent.count <= maximumExponentLength ? exponent.reduce(0) { $0 << 8 | Int($1) } : 0
    guard value >= 65_537, value & 1 == 1 else { return "public exponent" }
    return RSAKeyFingerprint.isROCA(modulus) ? "made by a chip with CVE-2017-15361" : nil
  }
}
