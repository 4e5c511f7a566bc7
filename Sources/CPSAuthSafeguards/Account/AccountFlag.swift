public import CPSPrimitives

/// That the password of an account is known to others, or may be.
public struct AccountFlag: Sendable, Hashable, Codable {
  /// What is known.
  public enum Grade: String, Sendable, Hashable, Codable, CaseIterable {
    /// The account stands on a list of those whose password may be known elsewhere: who has the password may choose
    /// another one.
    case exposed
    /// Somebody else was in the account: the password counts for nothing, and only a card or a code from the help desk
    /// leads to another one.
    case compromised
  }

  /// What is known.
  public let grade: Grade
  /// Since when.
  public let since: Timestamp
  /// Why, as whoever flagged it said.
  public let reason: String?
}
