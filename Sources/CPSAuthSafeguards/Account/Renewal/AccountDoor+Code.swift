public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension AccountDoor: CredentialRenewal {
  /// Has a code sent to the registered address, for somebody who has made sure that its owner asks for it.
  ///
  /// - Throws: ``Diagnostic/accountUnreachable`` without account, address or messenger, and where somebody else was in the
  ///   account and nobody has said since whose its address is; ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/auditUnavailable``.
  public func begin(
    for account: AccountName, startedBy actor: AuditActor, because reason: String
  ) async throws(CPSError) {
    guard let messenger, let found = try await book.account(account), let address = found.address,
      found.isAddressTrusted
    else { throw CPSError(.accountUnreachable) }
    let code = try pendingCode(isVouchedFor: true)
    try await AccountMeasures(store: store, auditLog: auditLog, clock: clock).note(
      "renewal-begun", account, by: actor, because: reason)
    try await send(code, for: account, to: address, by: messenger)
  }

  /// Has a code sent to the registered address of an account, for whoever names it.
  ///
  /// Whoever asks learns nothing: not whether there is such an account, nor whether anything was sent. None is sent for
  /// an account that somebody else was in, since they may read its mail.
  ///
  /// - Throws: ``Diagnostic/accountAttemptsExceeded``; errors of the proof of possession; ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/auditUnavailable``.
  public func requestCode(for name: AccountName, request: RequestOrigin) async throws(CPSError) {
    let key = try await authenticator.workstationKey(of: request)
    let found = try await book.account(name)
    _ = try await count(.code, name, found, request)
    let code = try pendingCode(isVouchedFor: false)
    let isSent = found?.address != nil && found?.flag?.grade != .compromised && messenger != nil
    var event = AuditEvent(.measure)
    event.actor = found == nil ? nil : .account(name)
    event.workstation = key.text
    event.network = request.network?.text
    event.facts = ["measure": "code-requested", "sent": isSent ? "yes" : "no"]
    try await auditLog.record(event)
    guard isSent, let messenger, let address = found?.address else {
      return try await writeInVain(times: 2)
    }
    try await send(code, for: name, to: address, by: messenger)
  }

  private func pendingCode(isVouchedFor: Bool) throws(CPSError) -> PendingCode {
    PendingCode(
      name: Base64URL.encode(try random.bytes(16)), expiry: clock.now() + rules.codeLife,
      isVouchedFor: isVouchedFor)
  }

  private func send(
    _ code: PendingCode, for name: AccountName, to address: MailAddress, by messenger: any RenewalMessenger
  ) async throws(CPSError) {
    let now = clock.now()
    var standing = code
    try await book.records.change(name.text) { present in
      guard var account = present else { return nil }
      // Whoever asks again for somebody else must not spoil the code that is awaited: it is sent once more.
      if !code.isVouchedFor, let awaited = account.usableCode(at: now) { standing = awaited }
      account.code = standing
      return account
    }
    try await messenger.send(codeNamed: standing.name, for: name, to: address, until: standing.expiry)
  }

  /// As many writes as an account that exists would cost, so that time does not tell: under words that nobody has.
  func writeInVain(times: Int) async throws(CPSError) {
    let now = clock.now()
    let nobody = RenewalTicket.Content(
      account: try AccountName("-"), workstation: "-", generation: -1, entriesLeft: 0)
    for _ in 0..<times {
      try await tickets.leave(nobody, under: Base64URL.encode(try random.bytes(32)), until: now, at: now)
    }
  }
}
