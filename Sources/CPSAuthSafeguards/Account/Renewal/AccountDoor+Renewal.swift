public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension AccountDoor {
  /// Gives an account another password; every session of the account ends.
  ///
  /// A ticket or a code is spent by this; only a password that was used before gives a ticket back, a few times.
  ///
  /// - Throws: ``Diagnostic/accountRenewalRefused`` for every proof that shows nothing, whoever's the account is;
  ///   ``Diagnostic/passwordUnfit``, ``Diagnostic/passwordReused``, ``Diagnostic/accountAttemptsExceeded``,
  ///   ``Diagnostic/accountsBusy``; errors of the proof of possession.
  public func renew(
    _ name: AccountName, with proof: RenewalProof, to password: Password, request: RequestOrigin
  ) async throws(CPSError) {
    let key = try await authenticator.workstationKey(of: request)
    try PasswordRule.check(password, for: name)
    let found = try await book.account(name)
    let counted = try await count(.renewal, name, found, request)
    do throws(CPSError) {
      switch proof {
      case .ticket(let text): try await renew(name, found, withTicket: text, to: password, key)
      case .code(let text): try await renew(name, found, withCode: text, to: password)
      }
    } catch {
      guard error.diagnostic == .accountRenewalRefused else { throw error }
      let cause = if case .ticket = proof { "ticket" } else { "code" }
      throw try await refused(error, cause, name, isKnown: found != nil, request, key)
    }
    try await store.release(counted)
  }

  private func renew(
    _ name: AccountName, _ found: Account?, withTicket text: String, to password: Password,
    _ key: KeyThumbprint
  ) async throws(CPSError) {
    guard let (content, expiry) = try await tickets.take(text, at: clock.now()), let found,
      content.account == name, content.workstation == key.text, content.generation == found.generation,
      // Given before it became known that somebody else was in the account.
      found.flag?.grade != .compromised
    else { throw CPSError(.accountRenewalRefused) }
    do {
      try await replace(found, name, password, by: .account(name), how: "ticket") { account in
        account.generation == content.generation && account.flag?.grade != .compromised
      }
    } catch {
      var rest = content
      rest.entriesLeft -= 1
      let isWorthAnother = [.passwordReused, .passwordUnfit, .accountsBusy].contains(error.diagnostic)
      if isWorthAnother, rest.entriesLeft > 0 {
        try await tickets.leave(rest, under: text, until: expiry, at: clock.now())
      }
      throw error
    }
  }

  private func renew(
    _ name: AccountName, _ found: Account?, withCode text: String, to password: Password
  ) async throws(CPSError) {
    guard let found else {
      try await writeInVain(times: 1)
      throw CPSError(.accountRenewalRefused)
    }
    let now = clock.now()
    var code: PendingCode?
    // Counted before it is compared, so that entries at once are no more than entries one by one.
    try await book.records.change(name.text) { present in
      guard var account = present else { return nil }
      code = account.usableCode(at: now)
      if code != nil { account.code?.entriesLeft -= 1 }
      return account
    }
    guard let code, try codes.isText(text, of: code.name) else { throw CPSError(.accountRenewalRefused) }
    try await replace(found, name, password, by: .account(name), how: "code") { account in
      account.code?.name == code.name && account.usesCode(vouchedFor: code.isVouchedFor)
    }
  }

  /// Puts another password in the place of the one that was found, and ends what the old one had opened.
  ///
  /// - Parameter isStillDue: whether what showed the right to it still counts, of the account as it stands then.
  /// - Throws: ``Diagnostic/passwordUnfit``, ``Diagnostic/passwordReused``, ``Diagnostic/accountsBusy``;
  ///   ``Diagnostic/accountRenewalRefused`` when somebody was quicker.
  func replace(
    _ found: Account, _ name: AccountName, _ password: Password, by actor: AuditActor, how: String,
    isStillDue: (Account) -> Bool
  ) async throws(CPSError) {
    try PasswordRule.check(password, for: name, reachedAt: found.address)
    let hash = try await hash(of: password, unlike: found)
    let now = clock.now()
    try await book.records.change(name.text) { present throws(CPSError) in
      guard var account = present, account.generation == found.generation, isStillDue(account) else {
        throw CPSError(.accountRenewalRefused)
      }
      account.choose(hash, at: now, remembering: rules.remembered)
      return account
    }
    try await AccountMeasures(store: store, auditLog: auditLog, clock: clock).renewed(
      name, by: actor, how: how)
    if let messenger, let address = found.address {
      try await messenger.tell(ofRenewalOf: name, to: address, at: now)
    }
  }

  /// The hash of a new password, once it is known to be none of the last ones.
  private func hash(of password: Password, unlike account: Account) async throws(CPSError) -> PasswordHash {
    let (cost, random) = (rules.cost, random)
    let known = [account.password].compactMap { $0 } + account.passwordsBefore.prefix(rules.remembered)
    return try await workshop.run { () throws(CPSError) in
      for hash in known where try hash.matches(password) { throw CPSError(.passwordReused) }
      return try PasswordHash(of: password, cost: cost, random: random)
    }
  }
}

extension Account {
  /// The code that is on its way, if an entry is still compared with it.
  func usableCode(at now: Timestamp) -> PendingCode? {
    guard let code, now < code.expiry, code.entriesLeft > 0, usesCode(vouchedFor: code.isVouchedFor) else {
      return nil
    }
    return code
  }

  /// Whether a code leads to another password: where somebody else was in the account, only one that somebody who knows
  /// the owner has asked for, and that went to an address which is trusted.
  func usesCode(vouchedFor isVouchedFor: Bool) -> Bool {
    flag?.grade != .compromised || (isVouchedFor && isAddressTrusted)
  }
}
