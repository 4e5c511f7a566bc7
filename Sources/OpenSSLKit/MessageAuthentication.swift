internal import COpenSSL
public import CPSDiagnostics

/// Keyed message authentication (RFC 2104) and comparison in constant time.
public enum MessageAuthentication {
  /// HMAC-SHA-256 of `message`: 32 bytes.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails.
  public static func hmacSHA256(key: [UInt8], message: [UInt8]) throws(CPSError) -> [UInt8] {
    // An empty key is a null pointer in Swift, which HMAC would take for "the key of the last call".
    let material = key.isEmpty ? [0] : key
    return try OpenSSLFailure.apart { () throws(CPSError) in
      var result = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      var length: UInt32 = 0
      guard
        HMAC(EVP_sha256(), material, Int32(key.count), message, message.count, &result, &length) != nil
      else { throw OpenSSLFailure.error(in: "HMAC") }
      return Array(result.prefix(Int(length)))
    }
  }

  /// Whether two byte strings are equal, in a time that depends on their lengths alone.
  public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
