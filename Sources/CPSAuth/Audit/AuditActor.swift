internal import CPSTrust

/// Who acted, in fields that an export can replace one by one.
public struct AuditActor: Sendable, Hashable {
  /// The national identifier of a professional.
  public let nationalIdentifier: String?
  /// The number of the card that was shown.
  public let cardNumber: String?
  /// The account of a service's own log-in.
  public let account: String?
  /// The session's name; it gives no access.
  public let session: String?
  /// Who rules over a host and acted there, past every log-in: the name that its system gave them.
  public let hostOperator: String?

  /// An actor from its parts.
  public init(nationalIdentifier: String?, cardNumber: String?, account: String?, session: String?) {
    self.init(
      nationalIdentifier: nationalIdentifier, cardNumber: cardNumber, account: account, session: session,
      hostOperator: nil)
  }

  /// The operator of a host: no professional, no account, no card and no session.
  public init(hostOperator: String) {
    self.init(
      nationalIdentifier: nil, cardNumber: nil, account: nil, session: nil, hostOperator: hostOperator)
  }

  init(
    nationalIdentifier: String?, cardNumber: String?, account: String?, session: String?,
    hostOperator: String?
  ) {
    self.nationalIdentifier = nationalIdentifier
    self.cardNumber = cardNumber
    self.account = account
    self.session = session
    self.hostOperator = hostOperator
  }

  /// Who acts in a session.
  public init(_ grant: SessionGrant) { self.init(grant.holder, session: grant.reference) }

  init(_ holder: SessionHolder, session: String?) {
    switch holder {
    case .professional(let holder):
      self.init(
        nationalIdentifier: holder.identity.nationalIdentifier.text, cardNumber: holder.card.number.text,
        account: nil, session: session)
    case .account(let account):
      self.init(nationalIdentifier: nil, cardNumber: nil, account: account.text, session: session)
    }
  }

  /// The same apart from any session.
  var withoutSession: AuditActor {
    AuditActor(
      nationalIdentifier: nationalIdentifier, cardNumber: cardNumber, account: account, session: nil,
      hostOperator: hostOperator)
  }

  /// Whether nobody is named.
  var isNobody: Bool {
    [nationalIdentifier, cardNumber, account, session, hostOperator].allSatisfy { $0 == nil }
  }
}
