/// Accounts as an administrator sees them.
public struct AccountListing: Sendable, Hashable, Encodable {
  /// The most accounts of an answer.
  public static let maximumCount = 1_000

  /// The accounts, in the order of the bytes of their names.
  public internal(set) var accounts: [AccountSummary] = []
  /// Whether these are all.
  public internal(set) var isComplete = true
  /// Names and addresses that mean no account.
  public internal(set) var unknown: [String] = []

  private enum CodingKeys: String, CodingKey {
    case accounts, unknown
    case isComplete = "complete"
  }
}
