/// What became of a list of accounts.
public struct AccountChanges: Sendable, Hashable, Encodable {
  /// How many accounts are otherwise now.
  public internal(set) var changed = 0
  /// How many were so already.
  public internal(set) var unchanged = 0
  /// Names and addresses that mean no account.
  public internal(set) var unknown: [String] = []

  /// Nothing yet.
  public init() {}
}

extension AccountChanges {
  /// Adds what became of another list.
  public mutating func add(_ other: AccountChanges) {
    changed += other.changed
    unchanged += other.unchanged
    unknown += other.unknown
  }

  /// What an answer with it says about accounts: that they are there.
  var disclosed: Set<String> { changed + unchanged == 0 ? [] : ["accounts"] }
}
