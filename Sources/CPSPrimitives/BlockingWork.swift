public import CPSDiagnostics
private import Glibc

/// Work that blocks, on a thread of its own.
///
/// Never one of the cooperative pool: that has no more threads than the machine has processors, and a few calls
/// that wait for a card, a terminal or a socket would stop every task of the process.
public enum BlockingWork {
  /// Starts `body` on a new thread and returns at once.
  ///
  /// The thread ends when `body` does; a call that hangs cannot be interrupted.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when the system gives no thread; `body` is not run then.
  public static func start(_ body: @escaping @Sendable () -> Void) throws(CPSError) {
    let order = Unmanaged.passRetained(Order(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Order>.fromOpaque(pointer).takeRetainedValue().carryOut()
        return nil
      }, order.toOpaque())
    guard status != 0 else { return }
    order.release()
    throw CPSError(.internalFault, reason: "no thread: pthread_create answers \(status)")
  }

  /// The result of `body`, which runs on a new thread.
  ///
  /// When the waiting task is cancelled, `body` goes on and is still waited for.
  ///
  /// - Throws: what `body` throws; ``Diagnostic/internalFault`` when the system gives no thread.
  public static func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    let outcome: Result<Value, CPSError> = await withCheckedContinuation { continuation in
      do throws(CPSError) {
        try start { continuation.resume(returning: Result(catching: body)) }
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
    return try outcome.get()
  }

  /// What the new thread is handed.
  private final class Order: Sendable {
    let carryOut: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { carryOut = body }
  }
}
