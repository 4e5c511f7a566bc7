/// What the password of an account is worth at a moment.
public enum AccountState: String, Sendable, Hashable, Codable, CaseIterable {
  /// It opens a session.
  case open
  /// There is none yet.
  case new
  /// It is too old, and leads to another one.
  case aged
  /// It may be known elsewhere, and leads to another one (``AccountFlag/Grade/exposed``).
  case exposed
  /// It counts for nothing (``AccountFlag/Grade/compromised``).
  case compromised
  /// It was not used for long, and opens nothing before a card of the owner's unblocks the account.
  case blocked
}
