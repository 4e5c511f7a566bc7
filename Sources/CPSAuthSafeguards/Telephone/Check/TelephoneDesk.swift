public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Confirms callers for the agents of a help desk, by the last five characters of the bank details that were registered.
///
/// That the check rests on those characters is known from the brief alone, and from no public page (igc-sante.md section
/// 6, marked [?]).
public struct TelephoneDesk: Sendable {
  let records: TelephoneRecords
  let store: any AuthStore
  let auditLog: AuditLog
  let limits: TelephoneLimits
  let clock: any WallClock
  let random: any RandomSource

  /// A desk.
  ///
  /// - Parameters:
  ///   - records: what is registered.
  ///   - store: where checks are counted; all hosts of a service share it.
  public init(
    of records: TelephoneRecords, countingIn store: any AuthStore, auditLog: AuditLog,
    limits: TelephoneLimits = .standard, clock: any WallClock, random: any RandomSource
  ) {
    self.records = records
    self.store = store
    self.auditLog = auditLog
    self.limits = limits
    self.clock = clock
    self.random = random
  }

  /// Compares what a caller said with what is registered.
  ///
  /// An account without registered details costs the same, and is not confirmed, like one that is not there.
  ///
  /// - Parameters:
  ///   - permit: that the agent may ask about this account.
  ///   - claim: what the caller said of it; of another account, it matches nothing.
  ///   - agent: who asks, in their own session.
  /// - Throws: ``Diagnostic/telephoneAttemptsExceeded``, and nothing was compared; ``Diagnostic/auditUnavailable``,
  ///   ``Diagnostic/storeUnavailable``, ``Diagnostic/permitSpent``: the try counts.
  public func check(
    _ permit: consuming Permit<TelephoneCheck>, _ claim: TelephoneClaim, from caller: TelephoneCaller,
    by agent: some Session
  ) async throws(CPSError) -> TelephoneFinding {
    let account = try permit.redeem().name
    return try await check(account, claim, from: caller, by: TelephoneAgent(agent.grant))
  }

  /// The same without a permit, for checks over every store.
  package func check(
    _ account: AccountName, _ claim: TelephoneClaim, from caller: TelephoneCaller, by agent: TelephoneAgent
  ) async throws(CPSError) -> TelephoneFinding {
    let charged = try await charge(account, caller, agent)
    let decoy = try random.bytes(32)
    let entry = try await records.entry(of: account)
    // Both are always looked at, so that the answer takes as long whatever is wrong.
    let isRight = claim.matches(entry?.content.details, orElse: decoy) && claim.account == account
    let maySpeak = caller.maySpeak(among: entry?.content.delegates ?? [])
    let isConfirmed = [isRight, maySpeak].allSatisfy(\.self)
    try await note(isConfirmed ? .confirmed : .notConfirmed, account, caller, agent)
    guard isConfirmed else {
      try await alarmAboutFailure(of: account, charged, agent)
      return .notConfirmed
    }
    // Only now: who is cut off in between has failed.
    try? await store.release(charged.failures)
    try await records.carryOver(entry, to: claim)
    return .confirmed(TelephoneConfirmation(of: account, by: caller, to: agent.actor))
  }

  /// Writes down what became of a check: who called is sealed to the officers, and the characters are nowhere.
  func note(
    _ result: TelephoneResult, _ account: AccountName, _ caller: TelephoneCaller, _ agent: TelephoneAgent,
    _ line: TelephoneCharge.Line? = nil
  ) async throws(CPSError) {
    var event = AuditEvent(.measure)
    event.actor = agent.actor
    event.function = TelephoneCheck.name
    event.facts = [
      "measure": TelephoneRecords.measure, "act": "check", "account": account.text, "caller": caller.role,
      "result": result.rawValue,
    ]
    event.facts["limit"] = line?.rawValue
    try await auditLog.record(event, sealing: caller.sealedText)
  }
}
