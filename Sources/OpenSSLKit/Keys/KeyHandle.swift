internal import COpenSSL
internal import CPSDiagnostics
internal import Synchronization

/// Owns one `EVP_PKEY`.
///
/// A key is never altered after it was made, and OpenSSL 3 locks what it caches in it, so a handle may be
/// used on several threads at once.
final class KeyHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live EVP_PKEY of which this object holds one reference.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  /// A public key on P-256 from its uncompressed point of 65 bytes (SEC 1, clause 2.3.3).
  ///
  /// Its curve is a copy of one that was looked up before: to look it up by its name takes libcrypto several times as
  /// long.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` for a point that is not on the curve.
  convenience init(p256Point point: [UInt8]) throws(CPSError) {
    let curve = try Self.p256()
    guard let pointer = EVP_PKEY_new() else { throw OpenSSLFailure.error(in: "P-256") }
    self.init(owning: pointer)
    guard EVP_PKEY_copy_parameters(pointer, curve.pointer) == 1,
      EVP_PKEY_set1_encoded_public_key(pointer, point, point.count) == 1
    else { throw OpenSSLFailure.error(.keyMalformed, in: "point on P-256") }
  }

  private static let keptP256 = Mutex<KeyHandle?>(nil)

  /// The curve alone, looked up once: where there was no memory for it, the next who needs it looks again.
  private static func p256() throws(CPSError) -> KeyHandle {
    try keptP256.withLock { kept throws(CPSError) in
      if let kept { return kept }
      guard let pointer = cpsauth_P256_parameters() else { throw OpenSSLFailure.error(in: "P-256") }
      let curve = KeyHandle(owning: pointer)
      kept = curve
      return curve
    }
  }

  deinit { EVP_PKEY_free(pointer) }
}
