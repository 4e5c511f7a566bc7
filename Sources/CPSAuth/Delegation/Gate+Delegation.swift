internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust

extension Gate {
  /// Whether a delegation could open a call that is closed otherwise.
  ///
  /// Nobody is asked for a professional, for an account, about a function that is open to staff without, or about one
  /// that no rule opens by delegation.
  func mayNeedDelegation(_ request: PolicyRequest, on function: FunctionName, under policy: Policy) -> Bool {
    guard delegations != nil, case .card(let card) = request.caller, card.type.isOfStaff,
      policy.isDelegated(function)
    else { return false }
    return !policy.decision(on: function, for: request).isAllowed
  }

  /// The request with the delegation that brings the caller furthest; as it was where there is none.
  ///
  /// - Throws: as ``DelegationSource/delegations(of:to:at:)``.
  nonisolated(nonsending) func delegated(
    _ request: PolicyRequest, on function: FunctionName, by grant: SessionGrant, under policy: Policy
  ) async throws(CPSError) -> PolicyRequest {
    guard let delegations, case .professional(let holder) = grant.holder else { return request }
    let found = try await delegations.delegations(
      of: function, to: Delegate(cardNumber: holder.card.number, person: holder.identity.nationalIdentifier),
      at: request.moment)
    var nearest: (request: PolicyRequest, missing: Int)?
    for delegation in found {
      let candidate = request.delegated(delegation)
      let decision = policy.decision(on: function, for: candidate)
      if decision.isAllowed { return candidate }
      guard decision.isByDelegation else { continue }
      if nearest.map({ decision.missing.count < $0.missing }) ?? true {
        nearest = (candidate, decision.missing.count)
      }
    }
    return nearest?.request ?? request
  }
}
