internal import CPSAuth
public import CPSPrimitives

/// An account as an administrator sees it: nothing of a password, and no address.
public struct AccountSummary: Sendable, Hashable {
  /// Its name.
  public let name: String
  /// What its password is worth.
  public let state: AccountState
  /// That its password may be known.
  public let flag: AccountFlag?
  /// The national identifier of its owner, where there is one.
  public let owner: String?
  /// Whether a code can be sent.
  public let hasAddress: Bool
  /// When its password was chosen.
  public let passwordChosenAt: Timestamp?
  /// When it was last used.
  public let lastUse: Timestamp?

  init(_ name: String, _ account: Account, at now: Timestamp, by rules: AccountRules) {
    self.name = name
    state = account.state(at: now, by: rules)
    flag = account.flag
    owner = account.owner
    hasAddress = account.address != nil
    passwordChosenAt = account.passwordChosenAt
    lastUse = account.lastUse
  }
}

extension AccountSummary: Encodable {
  private enum Key: String, CodingKey {
    case state, flag, owner, since, reason
    case name = "account"
    case hasAddress = "address"
    case passwordChosenAt = "password_chosen"
    case lastUse = "last_use"
  }

  /// Writes the moments as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(state, forKey: .state)
    try container.encodeIfPresent(flag?.grade, forKey: .flag)
    try container.encodeIfPresent(flag?.since.rfc3339, forKey: .since)
    try container.encodeIfPresent(flag?.reason, forKey: .reason)
    try container.encodeIfPresent(owner, forKey: .owner)
    try container.encode(hasAddress, forKey: .hasAddress)
    try container.encodeIfPresent(passwordChosenAt?.rfc3339, forKey: .passwordChosenAt)
    try container.encodeIfPresent(lastUse?.rfc3339, forKey: .lastUse)
  }
}
