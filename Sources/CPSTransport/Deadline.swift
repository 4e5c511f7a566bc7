/// Says that a deadline passed before an operation ended.
struct DeadlineExceeded: Error {}

/// Runs an operation, and cancels it when it takes longer than `span`.
///
/// - Throws: ``DeadlineExceeded``, or what the operation throws.
func within<Value: Sendable>(
  _ span: Duration, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value?.self) { group in
    group.addTask { try await operation() }
    group.addTask {
      try await Task.sleep(for: span, clock: .continuous)
      return nil
    }
    defer { group.cancelAll() }
    guard let first = try await group.next(), let value = first else { throw DeadlineExceeded() }
    return value
  }
}
