internal import CPSDiagnostics
internal import CPSPrimitives

extension PolicyDecision {
  /// The same decision as it is told to the holder of a session that no PIN can be confirmed in: not to type it
  /// again, but by which door.
  func told(to grant: SessionGrant) -> PolicyDecision {
    guard let refusal, refusal.diagnostic == .stepUpRequired, case .certificate = grant.binding else {
      return self
    }
    return PolicyDecision(
      CPSError(.proofRequired, refusal.values, reason: refusal.reason), rule: rule,
      policyVersion: policyVersion, explanation: explanation, missing: missing,
      isByDelegation: isByDelegation)
  }

  /// The same call refused, since one of the rule's quotas has no room.
  ///
  /// Who is refused learns the quota's name and size, not which of their accounts is full.
  func refused(
    beyond standing: QuotaStanding, by grant: SessionGrant, for wait: Duration
  ) -> PolicyDecision {
    let canStepUp = if case .professional = grant.holder { true } else { false }
    return refused(beyond: standing, canStepUp: canStepUp, for: wait)
  }

  /// The same, for a caller who can confirm a call by their PIN or cannot.
  func refused(beyond standing: QuotaStanding, canStepUp: Bool, for wait: Duration) -> PolicyDecision {
    let quota = standing.quota
    var missing: PolicyRequirement?
    // Nobody steps up without a card; and only what is confirmed from now on begins anew.
    if quota.beyond == .stepUp, canStepUp { missing = .stepUp(within: .zero) }
    let seconds = quota.window.components.seconds
    return PolicyDecision(
      missing?.error
        ?? CPSError(
          .quotaExceeded, ["quota": quota.name, "seconds": String(wait.secondsRoundedUp)]),
      rule: rule,
      policyVersion: policyVersion,
      explanation: Bilingual(
        fr: "quota « \(quota.name) » : \(quota.limit) en \(seconds) s",
        en: "quota “\(quota.name)”: \(quota.limit) in \(seconds) s"), missing: missing.map { [$0] } ?? [],
      isByDelegation: isByDelegation)
  }
}
