private import Synchronization

/// Holds a value until somebody takes it: the transaction, or the watchdog that destroys it.
///
/// Closures that escape can hold the box, but not the noncopyable value itself.
final class OneTimeBox<Value: ~Copyable & Sendable>: Sendable {
  private let content: Mutex<Value?>

  init(_ value: consuming sending Value) { content = Mutex(value) }

  /// The value, the first time.
  func take() -> Value? { content.withLock { $0.take() } }
}
