/// Whether an answer was made for the very request.
public enum NonceEcho: String, Sendable, Hashable, Codable {
  /// It repeats the nonce that was sent.
  case repeated
  /// A nonce was sent, and it repeats none: it may have been made before.
  case absent
  /// None was sent.
  case notSent = "not-sent"
}
