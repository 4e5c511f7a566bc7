public import CPSDiagnostics
public import CPSPrimitives

/// Makes the answers of a status responder (RFC 6960, clause 4.2.1), signed with sha256WithRSAEncryption.
///
/// It writes what it is told, right or wrong: tests need wrong answers.
public struct StatusResponseBuilder: Sendable {
  /// How the responder names itself.
  public var responder: ResponderIdentity
  /// When it signs.
  public var producedAt: Timestamp
  /// What it says about each certificate.
  public var statuses: [SingleStatus]
  /// Extensions of the whole, such as the nonce.
  public var extensions: [CertificateExtension]
  /// The certificates that go with it.
  public var certificates: [Certificate]

  /// An answer to be made.
  public init(
    responder: ResponderIdentity, producedAt: Timestamp, statuses: [SingleStatus],
    extensions: [CertificateExtension] = [], certificates: [Certificate] = []
  ) {
    self.responder = responder
    self.producedAt = producedAt
    self.statuses = statuses
    self.extensions = extensions
    self.certificates = certificates
  }

  /// The DER answer, signed by `key`.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA.
  public func der(signedBy key: PrivateKey) throws(CPSError) -> [UInt8] {
    let body = DEREncoding.sequence(
      responder.encoding, DEREncoding.generalizedTime(producedAt),
      DEREncoding.element(0x30, statuses.flatMap(\.encoding)), StatusStatement.encoding(of: extensions))
    let attached =
      certificates.isEmpty
      ? [] : DEREncoding.element(0xA0, DEREncoding.element(0x30, certificates.flatMap(\.der)))
    let basic = DEREncoding.sequence(
      body, SignedStructure.sha256WithRSAIdentifier,
      DEREncoding.bitString(try key.sign(body, algorithm: .rs256)), attached)
    let typed = DEREncoding.sequence(
      DEREncoding.objectIdentifier(.basicStatusResponse), DEREncoding.octetString(basic))
    return DEREncoding.sequence([0x0A, 0x01, 0x00], DEREncoding.element(0xA0, typed))
  }

  /// The answer, signed by `key`, as this product reads it.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA;
  ///   ``Diagnostic/statusResponseMalformed`` for fields that this product refuses to read.
  public func response(signedBy key: PrivateKey) throws(CPSError) -> StatusResponse {
    try StatusResponse(der: der(signedBy: key))
  }

  /// The DER of an answer that says nothing but why there is none.
  public static func der(of status: ResponseStatus) -> [UInt8] {
    DEREncoding.sequence([0x0A, 0x01, UInt8(status.rawValue)])
  }
}
