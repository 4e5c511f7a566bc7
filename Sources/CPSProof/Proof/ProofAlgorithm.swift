/// How a card signed; fixed by what the card can do, never chosen by a message (attack case HN-09).
public enum ProofAlgorithm: String, Sendable, Hashable, Codable, CaseIterable {
  /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, clause 3.3): CPS3, and CPS4 without PSS.
  case rs256 = "RS256"
  /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC 7518, clause 3.5): CPS4.
  case ps256 = "PS256"
}
