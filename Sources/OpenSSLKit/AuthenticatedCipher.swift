internal import COpenSSL
public import CPSDiagnostics

/// AES-256-GCM (NIST SP 800-38D) with a nonce of 96 bits and a tag of 128.
///
/// A sealed message is nonce, ciphertext and tag, one behind the other.
public enum AuthenticatedCipher {
  /// The number of bytes of a key.
  public static let keyLength = 32
  /// The number of bytes of a nonce; no key may see one twice.
  public static let nonceLength = 12
  /// The number of bytes of a tag.
  public static let tagLength = 16

  /// Seals a message.
  ///
  /// - Parameters:
  ///   - data: what is authenticated along with it and is not in the result.
  /// - Throws: ``Diagnostic/cryptographyFailed``, also for a key or a nonce of another length.
  public static func seal(
    _ message: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8]
  ) throws(CPSError) -> [UInt8] {
    guard key.count == keyLength, nonce.count == nonceLength else { throw failure }
    return try OpenSSLFailure.apart { () throws(CPSError) in
      let context = EVP_CIPHER_CTX_new()
      defer { EVP_CIPHER_CTX_free(context) }
      var text = [UInt8](repeating: 0, count: message.count)
      var tag = [UInt8](repeating: 0, count: tagLength)
      var count: Int32 = 0
      guard let context, EVP_EncryptInit_ex2(context, EVP_aes_256_gcm(), key, nonce, nil) == 1,
        EVP_EncryptUpdate(context, nil, &count, data, Int32(data.count)) == 1,
        EVP_EncryptUpdate(context, &text, &count, message, Int32(message.count)) == 1,
        EVP_EncryptFinal_ex(context, &tag, &count) == 1,
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
      else { throw OpenSSLFailure.error(in: "AES-GCM") }
      return nonce + text + tag
    }
  }

  /// Opens a sealed message; nil when it was not sealed so under this key.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails, also for a key of another length.
  public static func open(
    _ sealed: [UInt8], key: [UInt8], authenticating data: [UInt8]
  ) throws(CPSError) -> [UInt8]? {
    guard key.count == keyLength else { throw failure }
    guard sealed.count >= nonceLength + tagLength else { return nil }
    let nonce = Array(sealed.prefix(nonceLength))
    let text = Array(sealed.dropFirst(nonceLength).dropLast(tagLength))
    var tag = Array(sealed.suffix(tagLength))
    return try OpenSSLFailure.apart { () throws(CPSError) in
      let context = EVP_CIPHER_CTX_new()
      defer { EVP_CIPHER_CTX_free(context) }
      var message = [UInt8](repeating: 0, count: text.count)
      var count: Int32 = 0
      guard let context, EVP_DecryptInit_ex2(context, EVP_aes_256_gcm(), key, nonce, nil) == 1,
        EVP_DecryptUpdate(context, nil, &count, data, Int32(data.count)) == 1,
        EVP_DecryptUpdate(context, &message, &count, text, Int32(text.count)) == 1,
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
      else { throw OpenSSLFailure.error(in: "AES-GCM") }
      var rest = [UInt8](repeating: 0, count: tagLength)
      return EVP_DecryptFinal_ex(context, &rest, &count) == 1 ? message : nil
    }
  }

  private static var failure: CPSError {
    CPSError(.cryptographyFailed, ["detail": "AES-GCM"], reason: "length of key or nonce")
  }
}
