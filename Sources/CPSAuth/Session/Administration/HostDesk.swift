public import CPSDiagnostics
public import CPSPrimitives

/// Sessions, and the measures beside the gate, in the hands of who rules over a host, for the night in which nobody with
/// a card is at hand.
///
/// No policy is asked: who may write into the state could end sessions in other ways. What this adds is that the audit
/// log says so, before and after, like the gate does: an entry ``AuditEvent/Kind/hostAct`` with the selection sealed to
/// the officers, then the outcome.
public struct HostDesk: Sendable {
  private let roll: SessionRoll
  private let hostOperator: HostOperator

  /// A desk.
  ///
  /// - Parameters:
  ///   - auditLog: the log of the service, whose store is used.
  ///   - limits: those of the service: what is past them is not shown.
  ///   - hostOperator: who acts.
  public init(
    of auditLog: AuditLog, limits: SessionLimits, clock: any WallClock, actingFor hostOperator: HostOperator
  ) {
    roll = SessionRoll(store: auditLog.store, auditLog: auditLog, limits: limits, clock: clock)
    self.hostOperator = hostOperator
  }

  /// Who acts, as the audit log names them.
  public var actor: AuditActor { hostOperator.actor }

  /// The sessions of a selection that live now.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func sessions(
    _ selector: SessionSelector, because reason: AccessReason? = nil
  ) async throws(CPSError) -> SessionListing {
    try await act(SessionInspection.self, on: selector, because: reason) { () async throws(CPSError) in
      try await roll.listing(of: selector.selection)
    }
  }

  /// Ends the sessions of a selection, and says how many; their next request is refused on every host.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func end(
    _ selector: SessionSelector, because reason: AccessReason? = nil
  ) async throws(CPSError) -> SessionRemoval.Answer {
    try await act(SessionRemoval.self, on: selector, because: reason) { () async throws(CPSError) in
      SessionRemoval.Answer(
        ended: try await roll.end(
          selector.selection, because: CPSError(.sessionEndedByAdministrator), by: hostOperator.actor))
    }
  }

  /// Writes an act down before it is done, and its outcome before anybody learns of it.
  ///
  /// For what a measure beside the gate lets an administrator do; `body` gets no permit, since no policy was asked.
  ///
  /// - Parameters:
  ///   - function: what the same act is called where the gate decides.
  ///   - subject: what it is about, which the entry seals to the officers.
  /// - Throws: ``Diagnostic/auditUnavailable``, and what `body` throws.
  public nonisolated(nonsending) func act<F: GatedFunction>(
    _ function: F.Type, on subject: F.Subject, because reason: AccessReason? = nil,
    _ body: nonisolated(nonsending) () async throws(CPSError) -> F.Answer
  ) async throws(CPSError) -> F.Answer {
    var event = AuditEvent(.hostAct)
    event.actor = hostOperator.actor
    event.function = F.name
    event.facts = hostOperator.facts
    event.reason = reason?.text
    let act = try await roll.auditLog.record(event, sealing: subject.canonicalText).sequence
    let answer: F.Answer
    do throws(CPSError) { answer = try await body() } catch {
      try await conclude(act, as: .failed, disclosed: [])
      throw error
    }
    let disclosed = F.disclosed(by: answer)
    try await conclude(act, as: disclosed.isEmpty ? .notFound : .found, disclosed: disclosed)
    return answer
  }

  private func conclude(
    _ act: Int64, as outcome: AuditOutcome, disclosed: Set<String>
  ) async throws(CPSError) {
    var event = AuditEvent(.outcome)
    event.actor = hostOperator.actor
    event.decision = act
    event.outcome = outcome
    event.disclosed = disclosed.sorted()
    try await roll.auditLog.record(event)
  }
}
