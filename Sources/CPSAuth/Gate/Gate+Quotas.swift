internal import CPSDiagnostics
internal import CPSPrimitives

/// The quotas of a decision: counted before it is written, so that what is written is what counts.
extension Gate {
  /// Counts a call, and notes in its entry how the quotas stand.
  nonisolated(nonsending) func charge(
    _ quotas: [PolicyQuota], for call: GateCall, _ event: inout AuditEvent
  ) async throws(CPSError) -> ChargedQuotas {
    guard !quotas.isEmpty else { return .none }
    if let neighbourhood = call.neighbourhood, quotas.contains(where: { $0.counts == .neighbours }) {
      event.neighbourhood = try auditKey.pseudonym(ofNeighbourhood: neighbourhood)
    }
    let plan = try QuotaPlan(
      quotas, of: event, since: call.grant.confirmations[call.function],
      fresh: try auditLog.random.bytes(32))
    let now = clock.now()
    event.chargedAt = now
    switch try await auditLog.store.charge(plan.charges, at: now) {
    case .admitted(let used, let held):
      event.quotas = plan.standings(used)
      return ChargedQuotas(
        added: plan.added(besides: held, at: now), disprovable: plan.disprovable, exceeded: nil, retryAt: nil)
    case .exceeded(let index, let used, let retryAt):
      let standing = plan.standing(exceededAt: index, used: used)
      event.quotas = [standing]
      return ChargedQuotas(added: [], disprovable: [], exceeded: standing, retryAt: retryAt)
    }
  }

  /// Raises an alarm about a quota without room, one for each account and window.
  nonisolated(nonsending) func alarm(
    about standing: QuotaStanding, _ decision: AuditEvent, _ sequence: Int64
  ) async throws(Refusal) {
    guard let diagnostic = standing.quota.alarm else { return }
    do {
      guard try await auditLog.isFirstAlarm(about: standing, in: decision) else { return }
      var event = AuditEvent(.alarm)
      event.actor = decision.actor
      event.function = decision.function
      event.decision = sequence
      event.diagnostic = diagnostic.code
      try await auditLog.record(event)
    } catch {
      throw Refusal(error, auditSequence: sequence)
    }
  }
}
