internal import Synchronization

/// Counts what copies of one store did together.
final class PostgreSQLCounter: Sendable {
  private let count = Atomic<UInt64>(0)

  /// The new count.
  func increment() -> UInt64 { count.wrappingAdd(1, ordering: .relaxed).newValue }
}
