internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

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
      confirmations: grant.confirmations.map { Confirmation(function: $0.key, at: $0.value, subject: nil) }
        + grant.confirmedSubjects.map { Confirmation(function: $0.function, at: $0.at, subject: $0.code) },
      card: card, account: account)
  }
}

extension SessionGrant {
  /// The grant of a session whose seal was checked, by the secret that sealed it.
  init(
    _ content: SessionContent, _ stored: StoredSession, sealedBy secret: ServiceSecret, checkedAt: Timestamp
  ) throws(CPSError) {
    let holder: SessionHolder
    switch (content.card, content.account) {
    case (let card?, nil): holder = .professional(CardHolder(card))
    case (nil, let account?): holder = .account(account)
    default: throw CPSError(.storeUnavailable, reason: "sealed session with neither or both kinds of holder")
    }
    let (confirmations, subjects) = try content.confirmed(sealedBy: secret)
    self.init(
      tokenHash: stored.tokenHash, reference: content.reference, environment: content.environment,
      holder: holder, binding: content.binding, openedAt: content.openedAt, endsAt: content.endsAt,
      authenticatedAt: content.authenticatedAt, confirmations: confirmations, confirmedSubjects: subjects,
      presence: stored.presence, checkedAt: checkedAt)
  }
}

extension SessionContent {
  /// The step-ups about anybody, and those about one person each.
  fileprivate func confirmed(
    sealedBy secret: ServiceSecret
  ) throws(CPSError) -> ([FunctionName: Timestamp], [ConfirmedSubject]) {
    var functions: [FunctionName: Timestamp] = [:]
    var subjects: [ConfirmedSubject] = []
    for confirmation in confirmations {
      guard let code = confirmation.subject else {
        functions[confirmation.function] = confirmation.at
        continue
      }
      subjects.append(
        ConfirmedSubject(
          function: confirmation.function, at: confirmation.at, code: code,
          key: try ConfirmedSubject.key(ofSession: reference, secret)))
    }
    return (functions, subjects)
  }
}
