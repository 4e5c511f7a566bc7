internal import COpenSSL
public import CPSDiagnostics

/// A private key held by this process: of a workstation, of a service, or of a virtual card.
///
/// Never that of a real card. Without description or coding; who wants its bytes asks for them by name.
public final class PrivateKey: Sendable {
  /// The public half.
  public let publicKey: PublicKey

  let handle: KeyHandle

  private init(_ handle: KeyHandle) throws(CPSError) {
    guard let bytes = DERWriter.bytes({ i2d_PUBKEY(handle.pointer, $0) }) else {
      throw OpenSSLFailure.error(.keyMalformed, in: "public half")
    }
    publicKey = try PublicKey(subjectPublicKeyInfo: bytes)
    self.handle = handle
  }

  /// A fresh RSA key with public exponent 65537.
  ///
  /// - Parameter bits: of the modulus, 2,048 to 4,096.
  /// - Throws: ``Diagnostic/keyWeak`` for another size.
  public static func generateRSA(bits: Int) throws(CPSError) -> PrivateKey {
    guard (2_048...4_096).contains(bits) else {
      throw CPSError(.keyWeak, ["detail": "RSA \(bits)"])
    }
    return try generated("RSA generation") { cpsauth_RSA_generate(bits) }
  }

  /// A fresh key on P-256.
  public static func generateP256() throws(CPSError) -> PrivateKey {
    try generated("EC generation") { cpsauth_EC_generate("P-256") }
  }

  private static func generated(
    _ operation: String, by generate: () -> OpaquePointer?
  ) throws(CPSError) -> PrivateKey {
    let handle = try OpenSSLFailure.apart { () throws(CPSError) in
      guard let pointer = generate() else { throw OpenSSLFailure.error(in: operation) }
      return KeyHandle(owning: pointer)
    }
    return try PrivateKey(handle)
  }

  /// The key of a DER PrivateKeyInfo (PKCS #8, RFC 5958), not encrypted.
  ///
  /// - Throws: ``Diagnostic/keyMalformed``.
  public convenience init(pkcs8 bytes: [UInt8]) throws(CPSError) {
    try self.init(OpenSSLFailure.apart { () throws(CPSError) in try Self.handle(ofPKCS8: bytes) })
  }

  private static func handle(ofPKCS8 bytes: [UInt8]) throws(CPSError) -> KeyHandle {
    guard
      let info = DERReader.value(
        of: bytes, releasing: { PKCS8_PRIV_KEY_INFO_free($0) },
        { cursor, length in d2i_PKCS8_PRIV_KEY_INFO(nil, cursor, length) })
    else { throw OpenSSLFailure.error(.keyMalformed, in: "PrivateKeyInfo") }
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    guard let pointer = EVP_PKCS82PKEY(info) else { throw OpenSSLFailure.error(.keyMalformed, in: "PKCS #8") }
    return KeyHandle(owning: pointer)
  }

  /// The key of the one `PRIVATE KEY` block in a text (RFC 7468, clause 10).
  ///
  /// - Throws: ``Diagnostic/keyEncrypted`` for one under a passphrase (RFC 7468, clause 11; RFC 1421, clause 4.6.1.1);
  ///   ``Diagnostic/keyMalformed``.
  public convenience init(pem text: String) throws(CPSError) {
    if text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED") {
      throw CPSError(.keyEncrypted)
    }
    let blocks = PEM.blocks(in: text).filter { $0.label == PEM.privateKeyLabel }
    guard let block = blocks.first, blocks.count == 1 else {
      throw CPSError(.keyMalformed, reason: "\(blocks.count) PRIVATE KEY blocks")
    }
    try self.init(pkcs8: block.contents)
  }

  /// DER PrivateKeyInfo (RFC 5958), not encrypted.
  public func pkcs8() throws(CPSError) -> [UInt8] {
    try OpenSSLFailure.apart { () throws(CPSError) in
      guard let info = EVP_PKEY2PKCS8(handle.pointer) else { throw OpenSSLFailure.error(in: "PKCS #8") }
      defer { PKCS8_PRIV_KEY_INFO_free(info) }
      guard let bytes = DERWriter.bytes({ i2d_PKCS8_PRIV_KEY_INFO(info, $0) }) else {
        throw OpenSSLFailure.error(in: "PKCS #8")
      }
      return bytes
    }
  }

  /// ``pkcs8()`` as a `PRIVATE KEY` block (RFC 7468).
  public func pem() throws(CPSError) -> String {
    try PEM.text(of: pkcs8(), label: PEM.privateKeyLabel)
  }

  /// The signature over `message`.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``, also for an algorithm that does not fit the key.
  public func sign(_ message: [UInt8], algorithm: SignatureAlgorithm) throws(CPSError) -> [UInt8] {
    try OpenSSLFailure.apart { () throws(CPSError) in try signature(of: message, by: algorithm) }
  }

  private func signature(of message: [UInt8], by algorithm: SignatureAlgorithm) throws(CPSError) -> [UInt8] {
    switch (publicKey.kind, algorithm) {
    case (.rsa, .rs256), (.rsa, .ps256):
      return try SignatureContext(.sign, SignatureScheme(algorithm), key: handle).signature(for: message)
    case (.ellipticCurve(.p256), .es256):
      let der = try SignatureContext(.sign, SignatureScheme(algorithm), key: handle).signature(for: message)
      guard let raw = ECDSASignature.raw(fromDER: der) else {
        throw OpenSSLFailure.error(in: "ECDSA signature")
      }
      return raw
    default:
      throw CPSError(
        .cryptographyFailed, ["detail": algorithm.rawValue],
        reason: "\(algorithm.rawValue) does not fit the key")
    }
  }
}
