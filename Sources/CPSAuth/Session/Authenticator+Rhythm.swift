internal import CPSDiagnostics
internal import CPSPrimitives

extension Authenticator {
  /// What became of the rhythm at one login.
  struct LoginCharge: Sendable {
    /// Whether the card must be known to stay.
    let mustBeWatched: Bool
    /// The pace that asks for it.
    let exceeded: QuotaStanding?
    /// What it added to what other logins had counted.
    let added: [QuotaUnit]
  }

  /// Counts a login, notes in its entry how the paces stand, and refuses one that no human being makes.
  ///
  /// - Throws: ``Diagnostic/loginPaceExceeded``; ``Diagnostic/storeUnavailable``.
  func charge(
    _ login: inout AuditEvent, of holder: SessionHolder, boundTo binding: SessionBinding
  ) async throws(CPSError) -> LoginCharge {
    let paces = limits.rhythm.paces
    let now = clock.now()
    login.chargedAt = now
    // An account has no card that could stay.
    guard case .professional = holder else {
      return LoginCharge(
        mustBeWatched: false, exceeded: nil, added: try await chargeRefusing(&login, at: now))
    }
    // All together, in one write: most logins are within all paces.
    let plan = try loginPlan(paces.map(\.refusing) + paces.map(\.watching), login)
    switch try await store.charge(plan.charges, at: now) {
    case .admitted(let used, let held):
      login.quotas = plan.standings(used)
      return LoginCharge(mustBeWatched: false, exceeded: nil, added: plan.added(besides: held, at: now))
    case .exceeded(let index, let used, let retryAt):
      let standing = plan.standing(exceededAt: index, used: used)
      // Nobody at the other end of a TLS connection shows that a card stays.
      guard standing.quota.beyond == .stepUp, case .workstationKey = binding else {
        throw try await tooManyLogins(standing, retryAt, login)
      }
      let added = try await chargeRefusing(&login, at: now)
      login.quotas.append(standing)
      return LoginCharge(mustBeWatched: true, exceeded: standing, added: added)
    }
  }

  /// Counts a login under the paces that refuse, and nothing under those that ask for a card that stays.
  private func chargeRefusing(
    _ login: inout AuditEvent, at now: Timestamp
  ) async throws(CPSError) -> [QuotaUnit] {
    let plan = try loginPlan(limits.rhythm.paces.map(\.refusing), login)
    switch try await store.charge(plan.charges, at: now) {
    case .admitted(let used, let held):
      login.quotas = plan.standings(used)
      return plan.added(besides: held, at: now)
    case .exceeded(let index, let used, let retryAt):
      throw try await tooManyLogins(plan.standing(exceededAt: index, used: used), retryAt, login)
    }
  }

  /// Makes a login and its session durable, with the alarm that it may be.
  func record(
    _ login: AuditEvent, _ charge: LoginCharge, opening session: StoredSession
  ) async throws(CPSError) {
    let receipt: AuditReceipt
    do { receipt = try await auditLog.record(login, opening: session) } catch {
      // The session is not opened and in no entry, so that it must not count either.
      try? await store.release(charge.added)
      throw error
    }
    guard let exceeded = charge.exceeded else { return }
    do throws(CPSError) {
      if try await auditLog.isFirstAlarm(about: exceeded, in: login) {
        try await alarm(login, receipt.sequence)
      }
    } catch {
      // Its token never leaves.
      _ = try? await store.endSessions(
        .token(hash: session.tokenHash), SessionEnd(.limit, at: clock.now()))
      throw error
    }
  }

  private func alarm(_ login: AuditEvent, _ sequence: Int64) async throws(CPSError) {
    var event = AuditEvent(.alarm)
    event.actor = login.actor
    event.decision = sequence
    event.diagnostic = Diagnostic.loginRhythmSuspected.code
    try await auditLog.record(event)
  }

  /// The error of a login without room: the first of a window is an entry and an alarm, the others are counted.
  private func tooManyLogins(
    _ standing: QuotaStanding, _ retryAt: Timestamp, _ login: AuditEvent
  ) async throws(CPSError) -> CPSError {
    let wait = max(.zero, retryAt - clock.now())
    let error = CPSError(
      .loginPaceExceeded, ["seconds": String(wait.secondsRoundedUp)],
      reason: standing.quota.name)
    guard try await auditLog.isFirstAlarm(about: standing, in: login) else { return await refused(error) }
    var event = AuditEvent(.loginRefused)
    event.actor = login.actor?.withoutSession
    event.diagnostic = error.diagnostic.code
    event.workstation = login.workstation
    event.network = login.network
    event.chargedAt = login.chargedAt
    event.quotas = [standing]
    let receipt = try await auditLog.record(event)
    try await alarm(event, receipt.sequence)
    return error
  }

  private func loginPlan(_ quotas: [PolicyQuota], _ login: AuditEvent) throws(CPSError) -> QuotaPlan {
    try QuotaPlan(quotas, of: login, since: nil, fresh: try random.bytes(32))
  }
}
