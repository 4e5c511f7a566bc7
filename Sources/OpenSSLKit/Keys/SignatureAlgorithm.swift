/// The signature algorithms that are admitted, by their names in JOSE (RFC 7518, clause 3.1).
public enum SignatureAlgorithm: String, Sendable, CaseIterable {
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case rs256 = "RS256"
  /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of exactly 32 bytes.
  case ps256 = "PS256"
  /// ECDSA on P-256 with SHA-256; the signature is r and s, 32 bytes each (RFC 7518, clause 3.4).
  case es256 = "ES256"
}
