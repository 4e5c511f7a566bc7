internal import CPSDiagnostics
internal import Glibc

/// Runs what may block on a thread of its own, never on one of the cooperative pool.
enum BlockingWork {
  /// The result of `body`, once its thread is done.
  static func run<Result: Sendable>(
    _ body: @escaping @Sendable () throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    try await withCheckedContinuation { (continuation: CheckedContinuation<Outcome<Result>, Never>) in
      start {
        do throws(CPSError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      } orElse: {
        continuation.resume(returning: .failure(CPSError(.internalFault, reason: "no thread")))
      }
    }.get()
  }

  private typealias Outcome<Value> = Swift.Result<Value, CPSError>

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func start(
    _ body: @escaping @Sendable () -> Void, orElse failed: () -> Void
  ) {
    let work = Unmanaged.passRetained(Work(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard status != 0 else { return }
    work.release()
    failed()
  }
}
