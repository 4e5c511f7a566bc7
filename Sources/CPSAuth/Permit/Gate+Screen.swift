internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension Gate {
  /// Refuses a call that no subject and no declaration would open, and writes the refusal; lets every other pass
  /// unwritten, since it is decided when it is known whom it is about.
  nonisolated(nonsending) func screen(
    _ function: FunctionName, _ grant: SessionGrant
  ) async throws(Refusal) {
    try check(grant)
    let policy = policy
    var request = PolicyRequest(grant, on: function, at: clock.now(), given: .none)
    if mayNeedDelegation(request, on: function, under: policy) {
      do { request = try await delegated(request, on: function, by: grant, under: policy) } catch {
        await auditLog.count(error)
        throw Refusal(error)
      }
    }
    let decision = policy.decision(on: function, for: request).told(to: grant)
    guard let refusal = decision.refusal, !decision.isOpenToDeclarations else { return }
    var event = AuditEvent(.decision)
    event.actor = AuditActor(grant)
    event.function = function
    event.isAllowed = false
    event.rule = decision.rule
    event.policyVersion = decision.policyVersion
    event.diagnostic = refusal.diagnostic.code
    event.workstation = grant.binding.text
    event.network = grant.network?.text
    let receipt: AuditReceipt
    do { receipt = try await auditLog.record(event) } catch { throw Refusal(error, decision: decision) }
    throw Refusal(refusal, decision: decision, auditSequence: receipt.sequence)
  }
}

extension PolicyDecision {
  /// Whether all that the call lacks is what a caller declares together with the subject, or what depends on it.
  fileprivate var isOpenToDeclarations: Bool {
    !missing.isEmpty
      && missing.allSatisfy { requirement in
        switch requirement {
        // A step-up may be about one person, and whom the call is about is not known yet.
        case .reason, .breakGlass, .secondPerson, .stepUp: true
        case .card, .delegation, .presence, .freshness: false
        }
      }
  }
}
