/// Whose sessions a rule speaks about.
public enum PolicyHolders: Sendable, Hashable {
  /// Professionals who showed a card.
  case card(CardCondition)
  /// The accounts of a service's own log-in that are named.
  case accounts(Set<AccountName>)
  /// All accounts of a service's own log-in.
  case everyAccount
  /// Everybody; only a rule that forbids may say so.
  case everyone
}
