public import CPSDiagnostics

/// Bytes with one signature over them, as a CMS SignedData in its one encoding (RFC 5652, clause 5).
///
/// Exactly one signer, whose certificate travels inside; SHA-256 with RSASSA-PKCS1-v1_5 or ECDSA on P-256; the
/// signature is over the bytes themselves, without signed attributes, so that `openssl cms -verify` and
/// `openssl dgst -verify` both check it. Whatever is not byte for byte what this type writes is refused:
/// there is one encoding of one statement.
public struct SignedContent: Sendable, Hashable {
  /// What was signed.
  public let content: [UInt8]
  /// The certificate of who signed; nothing vouches for it but the caller's pin.
  public let signer: Certificate
  /// The encoding.
  public let der: [UInt8]

  private let signature: [UInt8]

  /// Signs bytes.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` when the key is not that of the certificate;
  ///   ``Diagnostic/cryptographyFailed`` for a key of another kind than the two.
  public init(signing content: [UInt8], by key: PrivateKey, as signer: Certificate) throws(CPSError) {
    guard key.publicKey == signer.publicKey else {
      throw CPSError(.keyMalformed, reason: "the key is not that of the certificate")
    }
    let algorithm = try Self.algorithm(of: signer)
    let signature = try key.sign(content, algorithm: algorithm)
    guard let written = algorithm == .es256 ? ECDSASignature.der(fromRaw: signature) : signature else {
      throw OpenSSLFailure.error(in: "ECDSA signature")
    }
    self.content = content
    self.signer = signer
    self.signature = signature
    der = Self.encoding(content, signer, algorithm, written)
  }

  /// Reads a message, whose signature is not judged yet: ask ``isAuthentic()``.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` for any other form; ``Diagnostic/certificateMalformed``.
  public init(der: [UInt8]) throws(CPSError) {
    let parts = try Self.parts(of: der)
    signer = try Certificate(der: parts.certificate)
    let algorithm = try Self.algorithm(of: signer)
    guard let signature = algorithm == .es256 ? ECDSASignature.raw(fromDER: parts.signature) : parts.signature
    else { throw Self.malformed("signature") }
    guard Self.encoding(parts.content, signer, algorithm, parts.signature) == der else {
      throw Self.malformed("another encoding")
    }
    content = parts.content
    self.signature = signature
    self.der = der
  }

  /// Whether the signature is that of the key in ``signer``.
  public func isAuthentic() throws(CPSError) -> Bool {
    try signer.publicKey.isValid(
      signature: signature, for: content, algorithm: try Self.algorithm(of: signer))
  }

  private static func algorithm(of signer: Certificate) throws(CPSError) -> SignatureAlgorithm {
    switch signer.publicKey.kind {
    case .rsa(let bits, _) where (2_048...8_192).contains(bits): return .rs256
    case .ellipticCurve(.p256): return .es256
    default: throw CPSError(.keyWeak, ["detail": "neither RSA of 2048 bits nor P-256"])
    }
  }

  private static func malformed(_ detail: String) -> CPSError {
    CPSError(.inputMalformed, ["detail": "CMS: \(detail)"], reason: detail)
  }
}

extension SignedContent {
  /// rsaEncryption, which names the signature of a CMS signer (RFC 3370, clause 3.2).
  private static let rsaEncryption: ObjectIdentifier = "1.2.840.113549.1.1.1"

  /// ContentInfo with a SignedData of version 1 (RFC 5652, clauses 3, 5.1 and 5.3).
  private static func encoding(
    _ content: [UInt8], _ signer: Certificate, _ algorithm: SignatureAlgorithm, _ signature: [UInt8]
  ) -> [UInt8] {
    // Absent parameters, as RFC 5754, clause 2 asks of SHA-256.
    let digest = DEREncoding.sequence(DEREncoding.objectIdentifier(.sha256))
    let method =
      algorithm == .es256
      ? DEREncoding.sequence(DEREncoding.objectIdentifier(.ecdsaWithSHA256))
      : DEREncoding.sequence(DEREncoding.objectIdentifier(rsaEncryption), DEREncoding.null)
    let signerInfo = DEREncoding.sequence(
      DEREncoding.integer(1),
      DEREncoding.sequence(signer.issuer.der, DEREncoding.integer(magnitude: signer.serialNumber)),
      digest, method, DEREncoding.octetString(signature))
    let data = DEREncoding.sequence(
      DEREncoding.integer(1), DEREncoding.set([digest]),
      DEREncoding.sequence(
        DEREncoding.objectIdentifier(.messageData),
        DEREncoding.element(0xA0, DEREncoding.octetString(content))),
      DEREncoding.element(0xA0, signer.der), DEREncoding.set([signerInfo]))
    return DEREncoding.sequence(
      DEREncoding.objectIdentifier(.signedData), DEREncoding.element(0xA0, data))
  }

  /// The three parts that vary, from where ``encoding(_:_:_:_:)`` puts them; what surrounds them is compared
  /// afterwards, as a whole.
  private static func parts(
    of der: [UInt8]
  ) throws(CPSError) -> (content: [UInt8], certificate: [UInt8], signature: [UInt8]) {
    do throws(CPSError) {
      let info = try DERElement(der).children()
      guard info.count == 2, let data = try info[1].children().first else { throw malformed("ContentInfo") }
      let members = try data.children()
      guard members.count == 5 else { throw malformed("SignedData") }
      let encapsulated = try members[2].children()
      guard encapsulated.count == 2, let content = try encapsulated[1].children().first?.octetString,
        let certificate = try members[3].children().first?.encoding,
        let signer = try members[4].children().first,
        let signature = try signer.children().last?.octetString
      else { throw malformed("SignedData") }
      return (content, certificate, signature)
    } catch  where error.diagnostic == .encodingNotDER {
      throw malformed(error.reason ?? "not DER")
    }
  }
}
