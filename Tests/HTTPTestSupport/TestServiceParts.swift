public import CPSAuth
public import CPSAuthHTTP
public import CPSAuthTesting
public import CPSPrimitives

/// What a measure beside the gate is made from, in a service of a test.
public struct TestServiceParts {
  /// The time.
  public let clock: ManualClock
  /// Randomness.
  public let random: any RandomSource
  /// The state.
  public let store: MemoryStore
  /// The audit log.
  public let auditLog: AuditLog
  /// The service's secret.
  public let secret: ServiceSecret
  /// Opens sessions.
  public let authenticator: Authenticator
  /// Decides.
  public let gate: Gate
  /// What the gate asks for delegations; nil for nothing.
  public let delegations: (any DelegationSource)?
  /// Answers.
  public let front: ServiceFront
}
