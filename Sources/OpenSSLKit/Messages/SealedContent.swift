internal import COpenSSL
public import CPSDiagnostics
public import CPSPrimitives

/// Bytes that only the holders of some keys can read: a CMS AuthEnvelopedData (RFC 5083) under AES-256-GCM.
///
/// `openssl cms -decrypt -inform DER` reads it. The content's key goes to RSA recipients by RSAES-OAEP with SHA-256
/// (RFC 3560), to those on P-256 by ECDH with SHA-256 and AES key wrap (RFC 5753).
public struct SealedContent: Sendable, Hashable {
  /// The longest message that is read, in bytes.
  public static let maximumLength = 65_536

  /// The encoding.
  public let der: [UInt8]

  /// Seals bytes.
  ///
  /// - Throws: ``Diagnostic/keyWeak`` for a recipient whose key is neither RSA of 2,048 to 8,192 bits nor on P-256;
  ///   ``Diagnostic/cryptographyFailed``.
  public init(sealing content: [UInt8], to recipients: [Certificate]) throws(CPSError) {
    for recipient in recipients { try Self.check(recipient) }
    der = try OpenSSLFailure.apart { () throws(CPSError) in
      guard let message = CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()) else { throw Self.failure }
      defer { CMS_ContentInfo_free(message) }
      for recipient in recipients { try Self.add(recipient, to: message) }
      let input = BIO_new_mem_buf(content, Int32(content.count))
      defer { BIO_free(input) }
      guard let input, CMS_set_detached(message, 0) == 1,
        CMS_final(message, input, nil, UInt32(CMS_BINARY)) == 1,
        let der = DERWriter.bytes({ i2d_CMS_ContentInfo(message, $0) })
      else { throw Self.failure }
      return der
    }
  }

  /// A message that was stored; nothing about it is judged before it is opened.
  public init(der: [UInt8]) { self.der = der }

  /// What was sealed; nil when it was not sealed to this recipient, or was altered.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` for anything that is no such message.
  public func open(with key: PrivateKey, of recipient: Certificate) throws(CPSError) -> SecretBytes? {
    var content = try OpenSSLFailure.apart { () throws(CPSError) in try contents(with: key, of: recipient) }
    guard var bytes = content.take() else { return nil }
    defer { SecretBytes.wipe(&bytes) }
    return try SecretBytes(copying: bytes)
  }

  private func contents(with key: PrivateKey, of recipient: Certificate) throws(CPSError) -> [UInt8]? {
    guard der.count <= Self.maximumLength,
      let message = DERReader.value(
        of: der, releasing: { CMS_ContentInfo_free($0) },
        { cursor, length in d2i_CMS_ContentInfo(nil, cursor, length) })
    else { throw OpenSSLFailure.error(.inputMalformed, in: "CMS") }
    defer { CMS_ContentInfo_free(message) }
    let output = BIO_new(BIO_s_secmem())
    defer { BIO_free(output) }
    guard let output, CMS_decrypt(message, key.handle.pointer, recipient.handle.pointer, nil, output, 0) == 1
    else {
      OpenSSLFailure.forget()
      return nil
    }
    var content = [UInt8](repeating: 0, count: Self.maximumLength)
    defer { SecretBytes.wipe(&content) }
    let count = BIO_read(output, &content, Int32(content.count))
    return Array(content.prefix(max(0, Int(count))))
  }

  private static func check(_ recipient: Certificate) throws(CPSError) {
    switch recipient.publicKey.kind {
    case .rsa(let bits, _) where (2_048...8_192).contains(bits): return
    case .ellipticCurve(.p256): return
    default: throw CPSError(.keyWeak, ["detail": "neither RSA of 2048 bits nor P-256"])
    }
  }

  private static func add(_ recipient: Certificate, to message: OpaquePointer) throws(CPSError) {
    guard
      let info = CMS_add1_recipient_cert(message, recipient.handle.pointer, UInt32(CMS_KEY_PARAM)),
      let context = CMS_RecipientInfo_get0_pkey_ctx(info)
    else { throw failure }
    let isSet =
      if case .rsa = recipient.publicKey.kind {
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
          && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0
          && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0
      } else {
        EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0
      }
    guard isSet else { throw failure }
  }

  private static var failure: CPSError { OpenSSLFailure.error(in: "CMS") }
}
