/// The versions of TLS whose client authentication counts (igc-sante.md section 4, rule 18).
///
/// The raw value is the name that OpenSSL and proxies give it. Older ones cannot be named.
public enum TLSProtocolVersion: String, Sendable, Hashable, CaseIterable {
  /// TLS 1.2 (RFC 5246): the one for CPS3, whose PSS is not confirmed.
  case tls12 = "TLSv1.2"
  /// TLS 1.3 (RFC 8446), which demands RSASSA-PSS of the card.
  case tls13 = "TLSv1.3"
}
