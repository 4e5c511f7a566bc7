internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

extension Gate {
  /// Notes that the holder of a session agrees to one call of somebody else.
  ///
  /// Who agrees shows a card of their own under proof, and is never the one who calls. The agreement serves one
  /// call about this person, once, for as long as the rule lets it live (``SecondPersonDemand``); a later one takes
  /// its place. It gives its giver nothing.
  ///
  /// - Throws: ``Refusal`` with ``Diagnostic/approvalRefused`` when no rule asks for the agreement of such a person,
  ///   or as ``perform(_:as:about:given:_:)`` does.
  public nonisolated(nonsending) func approve<F: GatedFunction>(
    _ function: F.Type, of beneficiary: ApprovalBeneficiary, about subject: F.Subject, as session: CardSession
  ) async throws(Refusal) {
    try await approve(F.name, of: beneficiary, about: subject.canonicalText, as: session)
  }

  /// The same for a function of whatever kind, about a person by their canonical text.
  nonisolated(nonsending) func approve(
    _ function: FunctionName, of beneficiary: ApprovalBeneficiary, about subject: String,
    as session: CardSession
  ) async throws(Refusal) {
    try check(session.grant)
    let card = PolicyCard(session.holder)
    guard beneficiary != .person(card.person) else { throw refused("nobody agrees with themselves") }
    guard let life = policy.approvalLife(on: function, by: card, at: clock.now()) else {
      throw refused("no rule asks for the agreement of such a person")
    }
    let now = clock.now()
    do throws(CPSError) {
      let seal = ApprovalSeal(auditKey)
      let place = try seal.place(of: function, by: beneficiary.text, about: subject)
      let content = try seal.seal(PolicyApproval(approver: card, at: now), at: place)
      var event = AuditEvent(.approval)
      event.actor = AuditActor(session.grant)
      event.function = function
      event.subject = try auditKey.pseudonym(of: subject)
      event.policyVersion = policy.version
      event.facts["for"] = beneficiary.text
      try await auditLog.record(event)
      try await auditLog.store.deposit(
        OneTimeDeposit(kind: .approval, digest: place, content: content, expiry: now + life), at: now)
    } catch {
      throw Refusal(error)
    }
  }

  /// What a policy says once the agreement that waits for this very call is taken out.
  ///
  /// Taken only when nothing else is missing: what is refused for another reason leaves it in its place.
  nonisolated(nonsending) func approved(
    _ request: PolicyRequest, _ call: GateCall, _ policy: Policy, _ decision: PolicyDecision
  ) async throws(CPSError) -> (PolicyRequest, PolicyDecision) {
    guard decision.missing == [.secondPerson] else { return (request, decision) }
    let seal = ApprovalSeal(auditKey)
    let place = try seal.place(of: call.function, by: call.grant.holder.storeKey, about: call.subject)
    guard
      let deposit = try await auditLog.store.withdraw(.approval, digest: place, at: request.moment),
      let approval = try seal.open(deposit.content, at: place)
    else { return (request, decision) }
    let approved = request.approved(approval)
    return (approved, policy.decision(on: call.function, for: approved))
  }

  private func refused(_ detail: String) -> Refusal {
    Refusal(CPSError(.approvalRefused, reason: detail))
  }
}

extension Policy {
  /// How long the agreement of this person to a call of a function may live at most; nil where nobody asks for it.
  fileprivate func approvalLife(
    on function: FunctionName, by card: PolicyCard, at moment: Timestamp
  ) -> Duration? {
    rules.lazy
      .filter { $0.effect == .allow && $0.functions.contains(function) && $0.period.contains(moment) }
      .compactMap(\.demands.secondPerson)
      .filter { CardMatcher($0.card).mismatch(with: card) == nil }
      .map(\.life).max()
  }
}
