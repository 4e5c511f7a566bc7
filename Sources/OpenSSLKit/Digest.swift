internal import COpenSSL
public import CPSDiagnostics

/// Message digests (FIPS 180-4).
public enum Digest {
  /// SHA-256 of `bytes`: 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails.
  public static func sha256(_ bytes: [UInt8]) throws(CPSError) -> [UInt8] {
    try digest(bytes, sha256, length: 32)
  }

  /// SHA-1 of `bytes`: 20 bytes.
  ///
  /// For key identifiers (RFC 5280, clause 4.2.1.2) only, never for a signature.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails.
  public static func sha1(_ bytes: [UInt8]) throws(CPSError) -> [UInt8] {
    try digest(bytes, sha1, length: 20)
  }

  private static let sha256 = FetchedDigest("SHA256", otherwise: EVP_sha256())
  private static let sha1 = FetchedDigest("SHA1", otherwise: EVP_sha1())

  private static func digest(
    _ bytes: [UInt8], _ algorithm: FetchedDigest, length: Int
  ) throws(CPSError) -> [UInt8] {
    try OpenSSLFailure.apart { () throws(CPSError) in
      var result = [UInt8](repeating: 0, count: length)
      guard EVP_Digest(bytes, bytes.count, &result, nil, algorithm.pointer, nil) == 1 else {
        throw OpenSSLFailure.error(in: "digest")
      }
      return result
    }
  }
}
