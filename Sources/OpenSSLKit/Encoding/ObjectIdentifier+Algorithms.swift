extension ObjectIdentifier {
  /// Key of RSA for any use (RFC 3279, clause 2.3.1).
  public static let rsaEncryption: ObjectIdentifier = "1.2.840.113549.1.1.1"
  /// Signature by RSASSA-PSS, and a key for nothing else (RFC 4055, clause 3.1).
  public static let rsaPSS: ObjectIdentifier = "1.2.840.113549.1.1.10"
  /// Key and signature of Ed25519 (RFC 8410, clause 3).
  public static let ed25519: ObjectIdentifier = "1.3.101.112"
  /// Key and signature of Ed448 (RFC 8410, clause 3).
  public static let ed448: ObjectIdentifier = "1.3.101.113"
  /// Key of DSA (RFC 3279, clause 2.3.2).
  public static let dsa: ObjectIdentifier = "1.2.840.10040.4.1"
  /// Signature by DSA with SHA-1 (RFC 3279, clause 2.2.2).
  public static let dsaWithSHA1: ObjectIdentifier = "1.2.840.10040.4.3"
  /// Signature by DSA with SHA-256 (RFC 5758, clause 3.1).
  public static let dsaWithSHA256: ObjectIdentifier = "2.16.840.1.101.3.4.3.2"
}
