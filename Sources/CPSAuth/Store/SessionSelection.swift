/// Which sessions are to be ended.
public enum SessionSelection: Sendable, Hashable {
  /// The one whose token has this SHA-256.
  case token(hash: [UInt8])
  /// All of one holder: a national identifier, or an account's name behind `account:`.
  case holder(String)
  /// All that one card opened.
  case card(String)
  /// All.
  case everyone
}
