internal import COpenSSL

/// Owns one `X509`.
///
/// What libcrypto would cache in it at first use is computed before anybody else sees it, so that a handle is
/// never altered afterwards and may be used on several threads at once.
final class CertificateHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live X509 of which this object holds one reference; it is not altered.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
    // The answer says whether extensions are sound; path validation asks again and reports it.
    _ = X509_check_purpose(pointer, -1, 0)
    OpenSSLFailure.forget()
  }

  deinit { X509_free(pointer) }

  /// The key that libcrypto read along with the certificate; nil when it could make nothing of it.
  ///
  /// To decode it again would take a fifth of the time of a whole login.
  var publicKey: KeyHandle? {
    guard let key = X509_get0_pubkey(pointer), EVP_PKEY_up_ref(key) == 1 else {
      OpenSSLFailure.forget()
      return nil
    }
    return KeyHandle(owning: key)
  }
}
