internal import COpenSSL

/// Owns one `X509_CRL`.
///
/// Its extensions are cached when libcrypto decodes it, and it sorts its entries under a lock of its own.
final class RevocationListHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live X509_CRL of which this object holds one reference; it is not altered.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { X509_CRL_free(pointer) }
}
