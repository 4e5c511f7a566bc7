public import CPSPrimitives

/// One pin of a trust store, and the authority that it names if that is there.
public struct AuthorityRecord: Sendable, Hashable {
  /// SHA-256 of the certificate: 64 lower-case hexadecimal digits.
  public let fingerprint: String
  /// The authority, such as `FORT PERSONNES`; nil while only its pin is known.
  public let name: String?
  /// The end of its validity; nil when its certificate is not in the store.
  public let expiry: Timestamp?

  /// Whether its certificate is in the store.
  public var isPresent: Bool { expiry != nil }
}
