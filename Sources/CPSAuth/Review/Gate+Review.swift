internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

extension Gate {
  /// Notes what a reviewer finds of an access in a declared emergency.
  ///
  /// The policy must open ``AccessReview/function`` to the reviewer, who is never the one that is reviewed. A later
  /// review stands beside an earlier one; neither is ever removed.
  ///
  /// - Parameters:
  ///   - sequence: the number of the decision in the audit log.
  ///   - remark: why.
  /// - Throws: ``Refusal`` with ``Diagnostic/reviewRefused`` when that entry is no such decision, or is the
  ///   reviewer's own; or because the policy does not open it.
  public nonisolated(nonsending) func review(
    _ sequence: Int64, as session: some Session, finding verdict: ReviewVerdict, remark: AccessReason
  ) async throws(Refusal) {
    try check(session.grant)
    let decision = policy.decision(
      on: AccessReview.function,
      for: PolicyRequest(
        session.grant, on: AccessReview.function, at: clock.now(), given: Circumstances(reason: remark)))
    if let refusal = decision.refusal { throw Refusal(refusal, decision: decision) }
    do throws(CPSError) {
      let reviewed = try await brokenGlass(sequence)
      var event = AuditEvent(.review)
      let actor = AuditActor(session.grant)
      guard reviewed.actor.map({ !$0.isSamePerson(as: actor) }) ?? true else {
        throw CPSError(.reviewRefused, ["detail": "\(sequence)"], reason: "nobody reviews themselves")
      }
      event.actor = actor
      event.function = reviewed.function
      event.rule = decision.rule
      event.policyVersion = decision.policyVersion
      event.decision = sequence
      event.verdict = verdict
      event.reason = remark.text
      try await auditLog.record(event)
    } catch {
      throw Refusal(error, decision: decision)
    }
  }

  /// The decision with this number, which let somebody do something only because they declared an emergency.
  private nonisolated(nonsending) func brokenGlass(_ sequence: Int64) async throws(CPSError) -> AuditEvent {
    guard sequence > 0,
      let record = try await auditLog.store.auditRecords(after: sequence - 1, limit: 1).first,
      record.sequence == sequence
    else { throw CPSError(.reviewRefused, ["detail": "\(sequence)"], reason: "no such entry") }
    let event = try AuditEntry(encoded: record.content).event
    guard event.awaitsReview else {
      throw CPSError(.reviewRefused, ["detail": "\(sequence)"], reason: "nothing to review")
    }
    return event
  }
}

extension AuditActor {
  fileprivate func isSamePerson(as other: AuditActor) -> Bool {
    nationalIdentifier == other.nationalIdentifier && account == other.account
  }
}
