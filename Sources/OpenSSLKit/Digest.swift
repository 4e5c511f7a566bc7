internal import COpenSSL
public import CPSDiagnostics

/// Message digests (FIPS 180-4).
public enum Digest {
  /// SHA-256 of `bytes`: 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails.
  public static func sha256(_ bytes: [UInt8]) throws(CPSError) -> [UInt8] { try digest(bytes, EVP_sha256()) }

  /// SHA-1 of `bytes`: 20 bytes.
  ///
  /// For key identifiers (RFC 5280, clause 4.2.1.2) only, never for a signature.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails.
  public static func sha1(_ bytes: [UInt8]) throws(CPSError) -> [UInt8] { try digest(bytes, EVP_sha1()) }

  private static func digest(_ bytes: [UInt8], _ algorithm: OpaquePointer?) throws(CPSError) -> [UInt8] {
    try OpenSSLFailure.apart { () throws(CPSError) in
      var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      var length: UInt32 = 0
      guard EVP_Digest(bytes, bytes.count, &result, &length, algorithm, nil) == 1 else {
        throw OpenSSLFailure.error(in: "digest")
      }
      return Array(result.prefix(Int(length)))
    }
  }
}
