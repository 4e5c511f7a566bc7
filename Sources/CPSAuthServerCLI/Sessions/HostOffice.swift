import CPSAuth
import CPSPrimitives

/// What an operator of a host needs for the measures beside the gate: the desk that writes down each act, and what
/// opens the records of the service.
struct HostOffice: Sendable {
  /// Writes an act down before it is done.
  let desk: HostDesk
  /// The state.
  let store: any AuthStore
  /// The audit log.
  let auditLog: AuditLog
  /// The secret that seals the records.
  let secret: ServiceSecret
  /// The time.
  let clock: any WallClock
  /// Randomness.
  let random: any RandomSource
}
