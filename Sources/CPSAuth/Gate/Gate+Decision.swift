internal import CPSDiagnostics
internal import CPSPrimitives

/// What every call of a gated function goes through, in process or behind a proxy: session, policy, quotas, log.
extension Gate {
  /// Decides, makes the decision durable, and throws it if it is a no.
  nonisolated(nonsending) func decide(_ call: GateCall) async throws(Refusal) -> RecordedDecision {
    try check(call.grant)
    let policy = policy
    var request: PolicyRequest
    do {
      request = try PolicyRequest(call, at: clock.now())
      if mayNeedDelegation(request, on: call.function, under: policy) {
        request = try await delegated(request, on: call.function, by: call.grant, under: policy)
      }
    } catch {
      await auditLog.count(error)
      throw Refusal(error)
    }
    var decision = policy.decision(on: call.function, for: request)
    var event: AuditEvent
    var charged = ChargedQuotas.none
    do {
      (request, decision) = try await approved(request, call, policy, decision)
      event = try entry(of: call)
      if !decision.isByDelegation { request = request.delegated(nil) }
      request.note(in: &event)
      charged = try await charge(decision.quotas, for: call, &event)
    } catch {
      // Whatever cannot be counted is not allowed (attack case CC-10), and that it was refused is not lost.
      await auditLog.count(error)
      throw Refusal(error, decision: decision)
    }
    if let exceeded = charged.exceeded {
      let wait = charged.retryAt.map { max(.zero, $0 - clock.now()) } ?? .zero
      decision = decision.refused(beyond: exceeded, by: call.grant, for: wait)
    }
    decision = decision.told(to: call.grant)
    event.isAllowed = decision.isAllowed
    event.rule = decision.rule
    event.policyVersion = decision.policyVersion
    event.diagnostic = decision.refusal?.diagnostic.code
    event.missing = decision.missing.map(\.name).sorted()
    if decision.isBreakGlass { event.facts[AuditEvent.reviewFact] = AuditEvent.dueReview }
    let receipt: AuditReceipt
    do { receipt = try await auditLog.record(event, sealing: call.subject) } catch {
      // The call does not happen and is in no entry, so that it must not count either; what others counted stays.
      try? await auditLog.store.release(charged.added)
      throw Refusal(error, decision: decision)
    }
    guard let refusal = decision.refusal else {
      return RecordedDecision(
        event: event, sequence: receipt.sequence, hash: receipt.hash, disprovable: charged.disprovable)
    }
    if let exceeded = charged.exceeded { try await alarm(about: exceeded, event, receipt.sequence) }
    throw Refusal(
      refusal, decision: decision, auditSequence: receipt.sequence, quota: charged.exceeded,
      retryAt: charged.retryAt)
  }

  /// Makes the outcome of a call durable; nothing that the call brought to light may leave before.
  nonisolated(nonsending) func conclude(
    _ decision: RecordedDecision, as outcome: AuditOutcome, disclosed: Set<String>
  ) async throws(Refusal) {
    var event = AuditEvent(.outcome)
    event.actor = decision.event.actor
    event.function = decision.event.function
    event.subject = decision.event.subject
    event.decision = decision.sequence
    event.outcome = outcome
    event.disclosed = disclosed.sorted()
    do { try await auditLog.record(event) } catch {
      throw Refusal(error, auditSequence: decision.sequence)
    }
    // Only now: an intent without an outcome counts. What cannot be taken back counts too, which refuses sooner.
    if outcome == .found, !decision.disprovable.isEmpty {
      try? await auditLog.store.release(decision.disprovable)
    }
  }

  /// Refuses a session of another world, past its end, checked too long ago, or whose card has gone out of
  /// sight (attack case CL-10).
  func check(_ grant: SessionGrant) throws(Refusal) {
    guard grant.environment == auditLog.environment else { throw Refusal(CPSError(.environmentMismatch)) }
    let now = clock.now()
    let age = now - grant.checkedAt
    guard now < grant.endsAt, age <= Self.sessionCheckLife, age >= .zero - Self.sessionCheckLife else {
      throw Refusal(CPSError(.sessionEnded))
    }
    if let lease = grant.presence, now >= lease.until { throw Refusal(CPSError(.stepUpRequired)) }
  }

  /// What the log says of a call, whatever is decided about it.
  func entry(of call: GateCall) throws(CPSError) -> AuditEvent {
    let grant = call.grant
    var event = AuditEvent(.decision)
    event.actor = AuditActor(grant)
    event.facts = grant.revocation?.auditFacts ?? [:]
    if case .professional(let holder) = grant.holder { event.facts["register"] = holder.register.auditText }
    event.function = call.function
    event.subject = try auditKey.pseudonym(of: call.subject)
    event.workstation = grant.binding.text
    event.network = grant.network?.text
    return event
  }
}
