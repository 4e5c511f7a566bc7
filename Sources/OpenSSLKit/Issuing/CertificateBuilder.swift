public import CPSDiagnostics
public import CPSPrimitives

/// Issues certificates of version 3 (RFC 5280, clause 4.1), signed with sha256WithRSAEncryption.
///
/// It writes what it is told, right or wrong: tests need wrong certificates.
public struct CertificateBuilder: Sendable {
  /// The magnitude of the serial number, big-endian.
  public var serialNumber: [UInt8]
  /// The name of who issues.
  public var issuer: DistinguishedName
  /// The name of whom it is for.
  public var subject: DistinguishedName
  /// The first moment of validity, to the second.
  public var notBefore: Timestamp
  /// The last moment of validity, to the second.
  public var notAfter: Timestamp
  /// The extensions in their order, doubled ones included.
  public var extensions: [CertificateExtension]

  /// A certificate to be issued.
  public init(
    serialNumber: [UInt8], issuer: DistinguishedName, subject: DistinguishedName, notBefore: Timestamp,
    notAfter: Timestamp, extensions: [CertificateExtension]
  ) {
    self.serialNumber = serialNumber
    self.issuer = issuer
    self.subject = subject
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.extensions = extensions
  }

  /// The DER certificate of `publicKey`, signed by `issuerKey`.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA.
  public func der(for publicKey: PublicKey, signedBy issuerKey: PrivateKey) throws(CPSError) -> [UInt8] {
    let list =
      extensions.isEmpty ? [] : DEREncoding.element(0xA3, CertificateExtension.encoding(of: extensions))
    let body = DEREncoding.sequence(
      DEREncoding.element(0xA0, DEREncoding.integer(2)),
      DEREncoding.integer(magnitude: serialNumber), SignedStructure.sha256WithRSAIdentifier, issuer.der,
      DEREncoding.sequence(DEREncoding.time(notBefore), DEREncoding.time(notAfter)), subject.der,
      publicKey.subjectPublicKeyInfo, list)
    return try SignedStructure.encoding(of: body, signedBy: issuerKey)
  }

  /// The certificate of `publicKey`, signed by `issuerKey`, as this product reads it.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA;
  ///   ``Diagnostic/certificateMalformed`` for fields that this product refuses to read.
  public func certificate(
    for publicKey: PublicKey, signedBy issuerKey: PrivateKey
  ) throws(CPSError) -> Certificate {
    try Certificate(der: der(for: publicKey, signedBy: issuerKey))
  }
}
