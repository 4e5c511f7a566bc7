internal import CPSPrimitives

/// A code that is on its way to the registered address of an account; the code itself is not in it
/// (``OneUseCode``).
struct PendingCode: Codable, Sendable, Hashable {
  /// How often an entry is compared with a code.
  static let maximumEntries = 5

  /// What the code is made of.
  let name: String
  /// Until when it is good.
  let expiry: Timestamp
  /// How many entries are still compared with it.
  var entriesLeft = maximumEntries
  /// Whether somebody who knows the owner asked for it, and not whoever named the account.
  let isVouchedFor: Bool
}
