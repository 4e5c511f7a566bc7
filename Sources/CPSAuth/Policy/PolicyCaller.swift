/// Whom a policy judges: what the conditions of rules speak about, and nothing that gives access.
///
/// Anybody can make one, to ask a policy what it would say; a permit comes from a ``Gate`` alone, which makes
/// its own from the session.
public enum PolicyCaller: Sendable, Hashable {
  /// Somebody who showed a card.
  case card(PolicyCard)
  /// An account of a service's own log-in.
  case account(AccountName)

  /// What a policy sees of the holder of a session.
  public init(_ holder: SessionHolder) {
    switch holder {
    case .professional(let professional): self = .card(PolicyCard(professional))
    case .account(let account): self = .account(account)
    }
  }
}
