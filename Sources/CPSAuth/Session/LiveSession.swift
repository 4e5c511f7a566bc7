public import CPSDiagnostics

/// The session behind a token, of one kind or the other.
public enum LiveSession: Session, Hashable {
  /// Opened with a card.
  case card(CardSession)
  /// Opened by the service's own log-in.
  case account(AccountSession)

  init(_ grant: SessionGrant) {
    switch grant.holder {
    case .professional(let holder): self = .card(CardSession(grant, holder))
    case .account(let account): self = .account(AccountSession(grant, account))
    }
  }

  /// What was established about the session.
  public var grant: SessionGrant {
    switch self {
    case .card(let session): session.grant
    case .account(let session): session.grant
    }
  }

  /// The session if a card opened it.
  ///
  /// - Throws: ``Diagnostic/cardRequired`` otherwise.
  public func requireCard() throws(CPSError) -> CardSession {
    switch self {
    case .card(let session): return session
    case .account: throw CPSError(.cardRequired)
    }
  }
}
