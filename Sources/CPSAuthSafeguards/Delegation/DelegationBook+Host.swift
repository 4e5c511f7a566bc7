public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Delegations in the hands of who rules over a host.
extension DelegationBook {
  /// Takes delegations back; each is gone before the log says so, so that nothing waits for a log that is full.
  func revoke(
    _ delegations: [DelegationRecord], by actor: AuditActor?, writingTo auditLog: AuditLog
  ) async throws(CPSError) -> DelegationRevocation.Answer {
    var count = 0
    for delegation in delegations where try await remove(delegation) {
      count += 1
      try await auditLog.record(.delegation(delegation, "revoked", by: actor))
    }
    return DelegationRevocation.Answer(revoked: count)
  }

  /// The delegations of a selection; whose delegator's card is good no more only the service itself can tell.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``; ``Diagnostic/delegationInvalid`` for
  ///   `own`, which a host has none of.
  public func delegations(
    _ selector: DelegationSelector, at desk: HostDesk, now: Timestamp, because reason: AccessReason? = nil
  ) async throws(CPSError) -> DelegationInspection.Answer {
    guard selector.selection != .own else { throw DelegationSelector.refusal("own") }
    return try await desk.act(DelegationInspection.self, on: selector, because: reason) {
      () async throws(CPSError) in
      let found = try await delegations(selector, atMost: DelegationInspection.Answer.maximumCount + 1)
      return DelegationInspection.Answer(found.map { DelegationSummary($0, $0.until <= now ? .ended : nil) })
    }
  }

  /// Takes the delegations of a selection back.
  ///
  /// - Throws: as ``delegations(_:at:now:because:)``.
  public func revoke(
    _ selector: DelegationSelector, at desk: HostDesk, writingTo auditLog: AuditLog,
    because reason: AccessReason? = nil
  ) async throws(CPSError) -> DelegationRevocation.Answer {
    guard selector.selection != .own else { throw DelegationSelector.refusal("own") }
    return try await desk.act(DelegationRevocation.self, on: selector, because: reason) {
      () async throws(CPSError) in
      try await revoke(try await delegations(selector), by: nil, writingTo: auditLog)
    }
  }
}
