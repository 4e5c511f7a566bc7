public import CPSAuth

extension AuditActor {
  /// Whoever a session belongs to, in that session.
  public init(of session: some Session) {
    let holder = session.grant.holder
    switch holder {
    case .professional:
      self.init(
        nationalIdentifier: holder.storeKey, cardNumber: holder.cardNumber, account: nil,
        session: session.grant.reference)
    case .account(let name):
      self.init(
        nationalIdentifier: nil, cardNumber: nil, account: name.text, session: session.grant.reference)
    }
  }

  /// An account, apart from any session.
  static func account(_ name: AccountName) -> AuditActor {
    AuditActor(nationalIdentifier: nil, cardNumber: nil, account: name.text, session: nil)
  }
}
