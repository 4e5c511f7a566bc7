internal import COpenSSL

/// Owns one `EVP_PKEY`.
///
/// A key is never altered after it was made, and OpenSSL 3 locks what it caches in it, so a handle may be
/// used on several threads at once.
final class KeyHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live EVP_PKEY of which this object holds one reference.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { EVP_PKEY_free(pointer) }
}
