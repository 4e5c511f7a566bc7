internal import CPSDiagnostics
internal import CPSPrimitives

extension SessionContent {
  /// What is sealed of a session that just got its token.
  init(_ grant: SessionGrant) {
    var card: Card?
    var account: AccountName?
    switch grant.holder {
    case .professional(let holder): card = Card(holder)
    case .account(let name): account = name
    }
    self.init(
      reference: grant.reference, environment: grant.environment, binding: grant.binding,
      openedAt: grant.openedAt, endsAt: grant.endsAt, authenticatedAt: grant.authenticatedAt,
      confirmations: grant.confirmations.map { Confirmation(function: $0.key, at: $0.value) },
      card: card, account: account)
  }
}

extension SessionGrant {
  /// The grant of a session whose seal was checked.
  init(_ content: SessionContent, _ stored: StoredSession, checkedAt: Timestamp) throws(CPSError) {
    let holder: SessionHolder
    switch (content.card, content.account) {
    case (let card?, nil): holder = .professional(CardHolder(card))
    case (nil, let account?): holder = .account(account)
    default: throw CPSError(.storeUnavailable, reason: "sealed session with neither or both kinds of holder")
    }
    self.init(
      tokenHash: stored.tokenHash, reference: content.reference, environment: content.environment,
      holder: holder,
      binding: content.binding, openedAt: content.openedAt,
      endsAt: content.endsAt, authenticatedAt: content.authenticatedAt,
      confirmations: content.confirmations.reduce(into: [:]) { $0[$1.function] = $1.at },
      presence: stored.presence, checkedAt: checkedAt)
  }
}
