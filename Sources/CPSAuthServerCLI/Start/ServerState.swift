import CPSAuth
import CPSPrimitives

/// What every part of a server shares: where it remembers, what seals that, where it writes down what happens.
struct ServerState: Sendable {
  /// The state.
  let store: any AuthStore
  /// The secret that seals what the store keeps.
  let secret: ServiceSecret
  /// The audit log.
  let auditLog: AuditLog
  /// The time.
  let clock: any WallClock
  /// Randomness.
  let random: any RandomSource
}
