public import CPSAuth

/// A decision of the past that another policy would have taken otherwise.
public struct PolicyChange: Sendable {
  /// The decision in the log.
  public let entry: AuditEntry
  /// What the other policy says about the same call.
  public let decision: PolicyDecision
  /// The pace beyond which the person would have had to type the PIN again, before a call that is opened all the same;
  /// nil for none.
  public let asked: QuotaStanding?
  /// The names of the quotas that the call would have had to have room in, and that the log does not say enough to
  /// count: those of neighbouring numbers, where the policy of then had none.
  public let uncountedQuotas: [String]

  init(entry: AuditEntry, verdict: QuotaVerdict) {
    self.entry = entry
    decision = verdict.decision
    asked = verdict.asked
    uncountedQuotas = verdict.uncounted.map(\.name)
  }
}
