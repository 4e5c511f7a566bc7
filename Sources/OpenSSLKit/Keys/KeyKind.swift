/// What a public key is, as far as admission cares.
public enum KeyKind: Sendable, Hashable {
  /// rsaEncryption with NULL parameters (RFC 3279, clause 2.3.1): bits of the modulus, and the exponent as
  /// big-endian bytes without leading zeros.
  case rsa(bits: Int, exponent: [UInt8])
  /// A named curve.
  case ellipticCurve(NamedCurve)
  /// Anything else: RSASSA-PSS keys, Edwards curves, curves spelt out, points of one coordinate, absent or odd
  /// parameters.
  case other
}
