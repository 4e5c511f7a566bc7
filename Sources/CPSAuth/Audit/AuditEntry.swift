public import CPSPrimitives
public import CPSProof

/// An entry of the audit log, as it was made.
public struct AuditEntry: Sendable, Hashable {
  /// Its number; the first entry has 1, and none is missing.
  public let sequence: Int64
  /// When it was made.
  public let time: Timestamp
  /// The world of the log.
  public let environment: TrustEnvironment
  /// What it says.
  public let event: AuditEvent

  /// An entry.
  public init(sequence: Int64, time: Timestamp, environment: TrustEnvironment, event: AuditEvent) {
    self.sequence = sequence
    self.time = time
    self.environment = environment
    self.event = event
  }
}
