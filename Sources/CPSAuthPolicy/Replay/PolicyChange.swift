public import CPSAuth

/// A decision of the past that another policy would have taken otherwise.
public struct PolicyChange: Sendable {
  /// The decision in the log.
  public let entry: AuditEntry
  /// What the other policy says about the same call.
  public let decision: PolicyDecision

  /// The names of the quotas that the call would have had to have room in, and that nobody counted for this.
  public var uncountedQuotas: [String] { decision.quotas.map(\.name) }
}
