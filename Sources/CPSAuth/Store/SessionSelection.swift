/// Which sessions are meant, to be shown or to be ended.
public enum SessionSelection: Sendable, Hashable {
  /// The one whose token has this SHA-256.
  case token(hash: [UInt8])
  /// The one of this name in the audit log, under whichever token it lives.
  case reference(String)
  /// All of one holder: a national identifier, or an account's name behind `account:`.
  case holder(String)
  /// All that one card opened.
  case card(String)
  /// All of one workstation: the text of the thumbprint of the key that they are bound to.
  case workstation(String)
  /// All at one service: the text of its audience.
  case service(String)
  /// All that any card opened.
  case everyCard
  /// All.
  case everyone

  /// Whether a session is among them.
  public func contains(_ session: StoredSession) -> Bool {
    switch self {
    case .token(let hash): session.tokenHash == hash
    case .reference(let reference): session.reference == reference
    case .holder(let holder): session.holder == holder
    case .card(let card): session.card == card
    case .workstation(let workstation): session.workstation == workstation
    case .service(let service): session.service == service
    case .everyCard: session.card != nil
    case .everyone: true
    }
  }
}
