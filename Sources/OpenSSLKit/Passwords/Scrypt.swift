internal import COpenSSL
public import CPSDiagnostics

/// Derivation of bytes from a password, slow and hungry on purpose (RFC 7914).
public enum Scrypt {
  /// `length` bytes from a password and a salt.
  ///
  /// It blocks for as long as its cost says: never to be called on the cooperative pool.
  ///
  /// - Parameter cost: what it takes; libcrypto is told the same memory as its limit.
  /// - Throws: ``Diagnostic/cryptographyFailed``, also when there is not so much memory.
  public static func derive(
    _ length: Int, from password: Span<UInt8>, salt: [UInt8], cost: ScryptCost
  ) throws(CPSError) -> [UInt8] {
    guard (1...1_024).contains(length) else {
      throw CPSError(.cryptographyFailed, ["detail": "scrypt: length \(length)"])
    }
    return try OpenSSLFailure.apart { () throws(CPSError) in
      var derived = [UInt8](repeating: 0, count: length)
      let status = password.withUnsafeBytes { secret in
        EVP_PBE_scrypt(
          secret.bindMemory(to: CChar.self).baseAddress, secret.count, salt, salt.count,
          UInt64(1) << UInt64(cost.log2N), UInt64(cost.blockSize), UInt64(cost.parallelization),
          UInt64(cost.memory), &derived, length)
      }
      guard status == 1 else { throw OpenSSLFailure.error(in: "scrypt") }
      return derived
    }
  }
}
