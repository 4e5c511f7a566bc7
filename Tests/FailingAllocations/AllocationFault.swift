import COpenSSL
import CPSDiagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Makes one allocation of libcrypto fail, the n-th from a moment on.
enum AllocationFault {
  /// How many allocations may still succeed; those after the one that fails succeed again.
  private static let remaining = Atomic<Int>(.max)

  /// Puts this between libcrypto and malloc(3).
  ///
  /// - Throws: ``Diagnostic/internalFault`` when libcrypto has allocated something already
  ///   (CRYPTO_set_mem_functions(3)).
  static func install() throws(CPSError) {
    let status = CRYPTO_set_mem_functions(
      { size, _, _ in AllocationFault.isDue ? nil : malloc(size) },
      { pointer, size, _, _ in AllocationFault.isDue ? nil : realloc(pointer, size) },
      { pointer, _, _ in free(pointer) })
    guard status == 1 else { throw CPSError(.internalFault, reason: "CRYPTO_set_mem_functions") }
  }

  /// Runs `body`, whose allocation of this number fails, counted from 0.
  ///
  /// - Returns: what it returned, and whether it allocated so often that one failed.
  static func striking<Value>(_ number: Int, _ body: () -> Value) -> (value: Value, hasStruck: Bool) {
    remaining.store(number, ordering: .sequentiallyConsistent)
    let value = body()
    let left = remaining.exchange(.max, ordering: .sequentiallyConsistent)
    return (value, left < 0)
  }

  private static var isDue: Bool {
    guard remaining.load(ordering: .sequentiallyConsistent) != .max else { return false }
    return remaining.subtract(1, ordering: .sequentiallyConsistent).newValue == -1
  }
}
