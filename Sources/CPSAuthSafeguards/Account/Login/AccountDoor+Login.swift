public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

extension AccountDoor {
  /// Logs in with a password.
  ///
  /// A wrong password, an account that does not exist and one without a password get one answer after the same work;
  /// what else there is to say is said to whoever has the right one.
  ///
  /// - Parameter request: must show a workstation key, which the session is bound to.
  /// - Throws: ``Diagnostic/accountRefused``, ``Diagnostic/accountBlocked``, ``Diagnostic/accountAttemptsExceeded``,
  ///   ``Diagnostic/accountsBusy``; what ``Authenticator/openAccountSession(for:request:)`` throws.
  public func logIn(
    to name: AccountName, with password: Password, request: RequestOrigin
  ) async throws(CPSError) -> AccountLogin {
    let key = try await authenticator.workstationKey(of: request)
    let found = try await book.account(name)
    let counted = try await count(.password, name, found, request)
    let fresh: PasswordHash?
    do { fresh = try await verify(password, against: found?.password) } catch {
      if error.diagnostic == .accountsBusy { try await store.release(counted) }
      guard error.diagnostic == .accountRefused else { throw error }
      let cause = found == nil ? "unknown" : found?.password == nil ? "no-password" : "password"
      throw try await refused(error, cause, name, isKnown: found != nil, request, key)
    }
    guard let found else { throw CPSError(.accountRefused) }
    let state: AccountState
    do { state = try await use(name, as: found, from: request, rehashed: fresh) } catch {
      throw try await refused(error, "password", name, isKnown: true, request, key)
    }
    switch state {
    case .open:
      try await store.release(counted)
      return .opened(try await open(name, generation: found.generation, request, key))
    case .blocked:
      throw try await refused(
        CPSError(.accountBlocked), state.rawValue, name, isKnown: true, request, key)
    case .aged, .exposed, .compromised, .new:
      let error = CPSError(.accountRenewalRequired)
      _ = try await refused(error, state.rawValue, name, isKnown: true, request, key)
      guard state != .compromised else { return .renewalRequired(nil) }
      return .renewalRequired(try await ticket(for: name, found.generation, key))
    }
  }

  /// Compares a password with what is kept, or with nothing, in the same time; gives a hash that is to take the place of
  /// one of less cost.
  ///
  /// - Throws: ``Diagnostic/accountRefused``, ``Diagnostic/accountsBusy``.
  private func verify(
    _ password: Password, against hash: PasswordHash?
  ) async throws(CPSError) -> PasswordHash? {
    let (cost, random) = (rules.cost, random)
    return try await workshop.run { () throws(CPSError) in
      guard let hash else {
        try PasswordHash.compareInVain(password, cost: cost)
        throw CPSError(.accountRefused)
      }
      guard try hash.matches(password, atLeast: cost) else { throw CPSError(.accountRefused) }
      guard hash.cost.work < cost.work else { return nil }
      return try PasswordHash(of: password, cost: cost, random: random)
    }
  }

  /// Notes the use of an account whose right password was shown, if it opens a session; says what it is worth.
  ///
  /// - Throws: ``Diagnostic/accountRefused`` when another password has taken its place meanwhile.
  private func use(
    _ name: AccountName, as found: Account, from request: RequestOrigin, rehashed fresh: PasswordHash?
  ) async throws(CPSError) -> AccountState {
    let now = clock.now()
    var state = AccountState.blocked
    try await book.records.change(name.text) { present throws(CPSError) in
      guard var account = present, account.generation == found.generation else {
        throw CPSError(.accountRefused)
      }
      state = account.state(at: now, by: rules)
      guard state == .open else { return account }
      if let fresh { account.password = fresh }
      account.noteUse(at: now, from: request.network?.text)
      return account
    }
    return state
  }

  /// Opens the session; whoever flagged the account, or gave it another password, before it was open and ended those that
  /// they found, has ended this one too.
  private func open(
    _ name: AccountName, generation: Int, _ request: RequestOrigin, _ key: KeyThumbprint
  ) async throws(CPSError) -> OpenedSession<AccountSession> {
    let opened = try await authenticator.openAccountSession(for: name, request: request)
    if let account = try await book.account(name), account.generation == generation,
      account.state(at: clock.now(), by: rules) == .open
    {
      return opened
    }
    let error = CPSError(.accountRenewalRequired)
    try await authenticator.endSessions(.reference(opened.session.grant.reference), because: error)
    throw try await refused(error, "meanwhile", name, isKnown: true, request, key)
  }

  private func ticket(
    for name: AccountName, _ generation: Int, _ key: KeyThumbprint
  ) async throws(CPSError) -> RenewalTicket {
    let now = clock.now()
    let ticket = RenewalTicket(
      text: Base64URL.encode(try random.bytes(32)), expiry: now + rules.ticketLife)
    try await tickets.leave(
      RenewalTicket.Content(
        account: name, workstation: key.text, generation: generation,
        entriesLeft: RenewalTicket.maximumEntries),
      under: ticket.text, until: ticket.expiry, at: now)
    return ticket
  }
}
