internal import OpenSSLKit

/// Which public keys are strong enough (igc-sante.md section 4, rule 21; attack cases HC-19 and HN-15).
struct KeyLimits: Sendable {
  /// Bits of an RSA modulus; a longer one only costs time.
  let modulusBits: ClosedRange<Int>
  /// The curves that are admitted, by name.
  let curves: Set<NamedCurve>

  /// RSA alone, as on every known card: 2,048 bits there.
  static let card = KeyLimits(modulusBits: 2_048...4_096, curves: [])
  /// RSA alone: 4,096 bits in IGC-Santé (igc-sante.md section 1.1).
  static let authority = KeyLimits(modulusBits: 2_048...4_096, curves: [])
  /// RSA, and the curves of FIPS 186-5; 8,192 bits cost four times what 4,096 do.
  static let plain = KeyLimits(modulusBits: 2_048...8_192, curves: [.p256, .p384, .p521])
}
