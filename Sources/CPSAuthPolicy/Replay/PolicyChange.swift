public import CPSAuth

/// A decision of the past that another policy would have taken otherwise.
public struct PolicyChange: Sendable {
  /// The decision in the log.
  public let entry: AuditEntry
  /// What the other policy says about the same call.
  public let decision: PolicyDecision
}
