internal import COpenSSL

/// The digests under signatures that are verified (FIPS 180-4).
enum SignatureDigest: Sendable {
  case sha256
  case sha384
  case sha512

  /// libcrypto's implementation, which is never released.
  var implementation: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
