/// What the revocation lists say about the certificate of a responder.
public enum DelegateStanding: Sendable, Hashable {
  /// A list that serves does not hold it.
  case notRevoked
  /// It is on a list.
  case revoked
  /// No list that serves is there.
  case unknown
}
