internal import COpenSSL
internal import CPSDiagnostics

extension PublicKey {
  /// Whether `signature` is this key's over `message`, by an algorithm of a digest and a key that is named by
  /// its identifier alone, as `sha256WithRSAEncryption`.
  ///
  /// False for a wrong signature, and for an algorithm that is not known or is of another kind of key. Which
  /// algorithms are good enough the caller decides.
  func isValid(
    signature: [UInt8], for message: ArraySlice<UInt8>, namedBy algorithm: ObjectIdentifier
  ) throws(CPSError) -> Bool {
    try OpenSSLFailure.apart { () throws(CPSError) in
      try verify(signature, for: message, namedBy: algorithm)
    }
  }

  private func verify(
    _ signature: [UInt8], for message: ArraySlice<UInt8>, namedBy algorithm: ObjectIdentifier
  ) throws(CPSError) -> Bool {
    var (digest, kind) = (NID_undef, NID_undef)
    guard OBJ_find_sigid_algs(OBJ_txt2nid(algorithm.description), &digest, &kind) == 1, digest != NID_undef,
      let digestName = OBJ_nid2sn(digest), let function = EVP_get_digestbyname(digestName)
    else { return false }
    guard let context = EVP_MD_CTX_new() else { throw OpenSSLFailure.error(in: "EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    return try withPointer { (key) throws(CPSError) -> Bool in
      guard EVP_PKEY_is_a(key, OBJ_nid2sn(kind)) == 1 else { return false }
      return EVP_DigestVerifyInit(context, nil, function, nil, key) == 1
        && message.withUnsafeBufferPointer { bytes in
          EVP_DigestVerify(context, signature, signature.count, bytes.baseAddress, bytes.count) == 1
        }
    }
  }
}
