internal import CPSDiagnostics
internal import Synchronization

/// The nonces of the present interval and of those before it, each made once: every request asks for them, every answer
/// carries one.
final class PossessionNonces: Sendable {
  /// How many are kept: the two that are accepted, and those of a clock that is set back a little.
  private static let capacity = 4

  private struct Entry {
    let bucket: Int64
    let nonce: String
  }

  private let known = Mutex<[Entry]>([])

  /// The nonce of an interval.
  ///
  /// - Throws: what `make` throws.
  func nonce(ofBucket bucket: Int64, made make: () throws(CPSError) -> String) throws(CPSError) -> String {
    if let entry = known.withLock({ $0.first { $0.bucket == bucket } }) { return entry.nonce }
    let nonce = try make()
    known.withLock { known in
      guard !known.contains(where: { $0.bucket == bucket }) else { return }
      if known.count == Self.capacity { known.removeFirst() }
      known.append(Entry(bucket: bucket, nonce: nonce))
    }
    return nonce
  }
}
