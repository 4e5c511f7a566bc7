public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

extension AccountDoor {
  /// How long ago the PIN may have been typed for what changes an account: a session whose token and key were stolen must
  /// not be enough.
  public static let cardLife: Duration = .seconds(300)

  /// Unblocks an account for its owner, who shows their card.
  ///
  /// - Throws: ``Diagnostic/accountNotOwned`` also where there is no such account; ``Diagnostic/accountCardTooOld``,
  ///   ``Diagnostic/accountAttemptsExceeded``.
  public func unblock(_ name: AccountName, as session: CardSession) async throws(CPSError) {
    let (_, actor, counted) = try await requireOwner(of: name, session)
    let now = clock.now()
    try await book.records.change(name.text) { present in
      guard var account = present else { return nil }
      account.unblockedAt = now
      return account
    }
    try await store.release(counted)
    try await AccountMeasures(store: store, auditLog: auditLog, clock: clock).note(
      "account-unblocked", name, by: actor, ["by": "card"])
  }

  /// Gives an account another password for its owner, who shows their card; every session of the account ends.
  ///
  /// It also unblocks it, and takes any flag away.
  ///
  /// - Throws: as ``unblock(_:as:)``; ``Diagnostic/passwordUnfit``, ``Diagnostic/passwordReused``,
  ///   ``Diagnostic/accountsBusy``.
  public func renew(
    _ name: AccountName, to password: Password, as session: CardSession
  ) async throws(CPSError) {
    let (found, actor, counted) = try await requireOwner(of: name, session)
    try await replace(found, name, password, by: actor, how: "card") { $0.owner == found.owner }
    let now = clock.now()
    try await book.records.change(name.text) { present in
      guard var account = present else { return nil }
      account.unblockedAt = now
      return account
    }
    try await store.release(counted)
  }

  /// The account of the professional whose card opened a session.
  private func requireOwner(
    of name: AccountName, _ session: CardSession
  ) async throws(CPSError) -> (account: Account, actor: AuditActor, counted: [QuotaUnit]) {
    let person = session.identity.nationalIdentifier.text
    let actor = AuditActor(of: session)
    guard let typed = session.grant.authenticatedAt, clock.now() - typed <= Self.cardLife else {
      throw CPSError(.accountCardTooOld)
    }
    // By person: whoever shows a card and names accounts of others is held up before they have tried many.
    let counted: [QuotaUnit]
    do {
      counted = try await meter.count(
        .ownership, of: person, from: session.grant.network, isKnown: false, at: clock.now())
    } catch {
      if error.diagnostic == .accountAttemptsExceeded { await authenticator.note(error) }
      throw error
    }
    if let account = try await book.account(name), account.owner == person {
      return (account, actor, counted)
    }
    var event = AuditEvent(.measure)
    event.actor = actor
    event.diagnostic = Diagnostic.accountNotOwned.code
    event.facts = ["measure": "account-refused"]
    try await auditLog.record(event)
    throw CPSError(.accountNotOwned)
  }
}
