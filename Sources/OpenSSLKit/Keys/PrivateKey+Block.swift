internal import COpenSSL
public import CPSDiagnostics

/// The RSA operations that a smart card offers, for virtual cards.
extension PrivateKey {
  /// Signs `digestInfo` under padding of block type 1 (RFC 8017, clause 9.2, from step 3).
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for bytes longer than the modulus less 11, or no RSA key.
  public func signPKCS1Block(_ digestInfo: [UInt8]) throws(CPSError) -> [UInt8] {
    try transform(
      digestInfo, padding: RSA_PKCS1_PADDING, prepare: EVP_PKEY_sign_init, perform: EVP_PKEY_sign)
  }

  /// Signs `digest`, of SHA-1 or SHA-256 as its length tells, by RSASSA-PSS: MGF1 over the same hash, salt as
  /// long as the digest (RFC 8017, clause 8.1.1, with the encoding of clause 9.1.1 from step 3).
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for another length, or no RSA key.
  public func signPSS(digest: [UInt8]) throws(CPSError) -> [UInt8] {
    guard let hash = [20: EVP_sha1(), 32: EVP_sha256()][digest.count] else {
      throw CPSError(.cryptographyFailed, ["detail": "RSA"], reason: "a digest of \(digest.count) bytes")
    }
    return try transform(
      digest, padding: RSA_PKCS1_PSS_PADDING, prepare: EVP_PKEY_sign_init, perform: EVP_PKEY_sign
    ) { context in
      // A salt as long as the digest is RSA_PSS_SALTLEN_DIGEST.
      EVP_PKEY_CTX_set_signature_md(context, hash) == 1 && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, -1) == 1
    }
  }

  /// Decrypts under padding of block type 2 (RFC 8017, clause 7.2.2).
  ///
  /// A block with wrong padding may give random bytes instead of an error: libcrypto hides which it was.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a block that does not decrypt, or no RSA key.
  public func decryptPKCS1(_ ciphertext: [UInt8]) throws(CPSError) -> [UInt8] {
    try transform(
      ciphertext, padding: RSA_PKCS1_PADDING, prepare: EVP_PKEY_decrypt_init, perform: EVP_PKEY_decrypt)
  }

  /// The bare RSA operation (RFC 8017, clause 5.2.1) on a block as long as the modulus and below it.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for any other block, or no RSA key.
  public func rawRSA(_ block: [UInt8]) throws(CPSError) -> [UInt8] {
    // libcrypto would take a shorter block for a smaller number.
    guard block.count == publicKey.rsaModulus?.count else {
      throw CPSError(.cryptographyFailed, ["detail": "RSA"], reason: "a block of \(block.count) bytes")
    }
    return try transform(
      block, padding: RSA_NO_PADDING, prepare: EVP_PKEY_decrypt_init, perform: EVP_PKEY_decrypt)
  }

  private typealias Preparation = (OpaquePointer?) -> Int32
  private typealias Operation = (
    OpaquePointer?, UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>?, UnsafePointer<UInt8>?, Int
  ) -> Int32

  private func transform(
    _ input: [UInt8], padding: Int32, prepare: Preparation, perform: Operation,
    adjust: (OpaquePointer) -> Bool = { _ in true }
  ) throws(CPSError) -> [UInt8] {
    try OpenSSLFailure.apart { () throws(CPSError) in
      try result(of: perform, on: input, padding: padding, prepare: prepare, adjust: adjust)
    }
  }

  private func result(
    of perform: Operation, on input: [UInt8], padding: Int32, prepare: Preparation,
    adjust: (OpaquePointer) -> Bool
  ) throws(CPSError) -> [UInt8] {
    guard case .rsa = publicKey.kind, let context = EVP_PKEY_CTX_new(handle.pointer, nil) else {
      throw OpenSSLFailure.error(in: "RSA operation")
    }
    defer { EVP_PKEY_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(handle.pointer)))
    var length = output.count
    guard prepare(context) == 1, EVP_PKEY_CTX_set_rsa_padding(context, padding) == 1,
      adjust(context), perform(context, &output, &length, input, input.count) == 1
    else { throw OpenSSLFailure.error(in: "RSA operation") }
    return Array(output.prefix(length))
  }
}
