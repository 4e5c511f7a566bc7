/// What a ban keeps out.
public enum BanScope: String, Sendable, Hashable, Codable, CaseIterable {
  /// What a password opens: logging in with an account, and the sessions that did. Cards go on.
  case passwords
  /// Every request from there.
  case everything
}
