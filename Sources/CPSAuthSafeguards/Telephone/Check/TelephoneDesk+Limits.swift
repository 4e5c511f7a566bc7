internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// The limits of the telephone check: counted before anything is compared, in one step for all hosts.
extension TelephoneDesk {
  /// What a check was counted on.
  struct Charged: Sendable {
    /// Given back when the caller is confirmed.
    let failures: [QuotaUnit]
    /// How often the account was tried, this time counted, without anybody confirmed.
    let failuresOfAccount: Int
    let charges: [TelephoneCharge]
  }

  /// Counts a check on all lines, or on none and refuses it.
  ///
  /// - Throws: ``Diagnostic/telephoneAttemptsExceeded``; ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/auditUnavailable``.
  func charge(
    _ account: AccountName, _ caller: TelephoneCaller, _ agent: TelephoneAgent
  ) async throws(CPSError) -> Charged {
    let charges = try TelephoneCharge.all(of: account, by: agent, limits, unit: try random.bytes(32))
    let now = clock.now()
    switch try await store.charge(charges.map(\.charge), at: now) {
    case .admitted(let used, _):
      let place = charges.firstIndex { $0.line == .accountFailures }
      return Charged(
        failures: charges.filter(\.line.countsFailures).map(\.charge.quotaUnit),
        failuresOfAccount: place.map { used[$0] } ?? 0, charges: charges)
    case .exceeded(let index, let used, let retryAt):
      let full = charges[index]
      try await note(.refused, account, caller, agent, full.line)
      if full.line.isSuspect { try await alarm(about: full, failures: used, of: account, agent) }
      let wait = max(.zero, retryAt - now)
      // Whose limit it was is for the log: the caller may hear what the agent reads.
      throw CPSError(
        .telephoneAttemptsExceeded, ["seconds": String(wait.secondsRoundedUp)],
        reason: full.line.rawValue)
    }
  }

  /// Looks whether a failure is one of many: the last of an account's day, or more of all agents than there are by day.
  func alarmAboutFailure(
    of account: AccountName, _ charged: Charged, _ agent: TelephoneAgent
  ) async throws(CPSError) {
    if charged.failuresOfAccount >= TelephoneLimits.checksOfAccountPerDay,
      let line = charged.charges.first(where: { $0.line == .accountFailures })
    {
      try await alarm(about: line, failures: charged.failuresOfAccount, of: account, agent)
    }
    let burst = try TelephoneCharge.burst(limits, unit: try random.bytes(32))
    guard case .exceeded(_, let used, _) = try await store.charge([burst.charge], at: clock.now()) else {
      return
    }
    try await alarm(about: burst, failures: used, of: account, agent)
  }

  /// Raises an alarm, one for each line and window.
  private func alarm(
    about charge: TelephoneCharge, failures: Int, of account: AccountName, _ agent: TelephoneAgent
  ) async throws(CPSError) {
    let note = try charge.alarm(unit: try random.bytes(32))
    guard case .admitted = try await store.charge([note], at: clock.now()) else { return }
    var event = AuditEvent(.alarm)
    event.actor = agent.actor
    event.function = TelephoneCheck.name
    event.diagnostic = Diagnostic.telephoneFailureBurst.code
    event.facts = [
      "limit": charge.line.rawValue, "account": account.text, "checks": String(failures),
      "most": String(charge.charge.limit),
      "window-seconds": String(charge.charge.window.components.seconds),
    ]
    try await auditLog.record(event)
  }
}
