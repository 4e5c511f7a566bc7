public import CPSPrimitives

/// One pin of a trust store, and the authority that it names if that is there.
public struct AuthorityRecord: Sendable, Hashable {
  /// How an authority stands.
  public enum Standing: String, Sendable, Hashable, Codable {
    /// Only its pin is known.
    case absent
    /// It serves.
    case valid
    /// It ends within ``AuthorityRecord/warningSpan``.
    case expiring
    /// Its time is past: nobody logs in under it.
    case expired
  }

  /// How long before its end an authority raises an alarm: 90 days, for what takes its place comes by hand.
  public static let warningSpan: Duration = .seconds(90 * 86_400)

  /// SHA-256 of the certificate: 64 lower-case hexadecimal digits.
  public let fingerprint: String
  /// The authority, such as `FORT PERSONNES`; nil while only its pin is known.
  public let name: String?
  /// The end of its validity; nil when its certificate is not in the store.
  public let expiry: Timestamp?
  /// How its revocation list stands; nil where none is read: without it, or before the store can let a card in.
  public let list: RevocationListState?

  init(fingerprint: String, name: String?, expiry: Timestamp?, list: RevocationListState? = nil) {
    self.fingerprint = fingerprint
    self.name = name
    self.expiry = expiry
    self.list = list
  }

  /// Whether its certificate is in the store.
  public var isPresent: Bool { expiry != nil }

  /// How it stands at `moment`.
  public func standing(at moment: Timestamp) -> Standing {
    guard let expiry else { return .absent }
    // As path validation does, which counts the last moment as past.
    if expiry <= moment { return .expired }
    return expiry <= moment + Self.warningSpan ? .expiring : .valid
  }
}
