public import CPSDiagnostics

/// A request for the status of one certificate, unsigned (RFC 6960, clause 4.1; RFC 5019, clause 2.1).
public struct StatusRequest: Sendable, Hashable {
  /// The certificate that is asked about.
  public let identifier: CertificateIdentifier
  /// What the answer must repeat; nil to admit answers that were made before the request.
  public let nonce: StatusNonce?

  /// A request to be sent.
  public init(about identifier: CertificateIdentifier, nonce: StatusNonce?) {
    self.identifier = identifier
    self.nonce = nonce
  }

  /// The request that exactly these bytes encode: unsigned, about one certificate, with nothing but a nonce.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER`` for anything else.
  public init(der: [UInt8]) throws(CPSError) {
    let members = try DERElement(der).children()
    guard members.count == 1, members[0].tag == 0x30 else { throw DERElement.failure("request") }
    let fields = try members[0].children()
    guard (1...2).contains(fields.count), fields[0].tag == 0x30 else { throw DERElement.failure("request") }
    let requests = try fields[0].children()
    guard requests.count == 1, requests[0].tag == 0x30 else { throw DERElement.failure("list of requests") }
    let parts = try requests[0].children()
    guard parts.count == 1 else { throw DERElement.failure("request of a status") }
    identifier = try CertificateIdentifier(parts[0])
    nonce = try fields.count == 2 ? Self.nonce(fields[1]) : nil
  }

  private static func nonce(_ element: DERElement) throws(CPSError) -> StatusNonce {
    let values = try element.children()
    guard element.tag == 0xA2, values.count == 1 else { throw DERElement.failure("extensions of a request") }
    let extensions = try CertificateExtension.list(values[0])
    guard extensions.count == 1, extensions[0].oid == .statusNonce else {
      throw DERElement.failure("extension of a request")
    }
    return try StatusNonce(extensionValue: extensions[0].value)
  }

  /// The encoding: the body of `POST`, of type `application/ocsp-request` (RFC 6960, appendix A.1).
  public var der: [UInt8] {
    let list = DEREncoding.sequence(DEREncoding.sequence(identifier.encoding))
    let extensions = nonce.map { nonce in
      DEREncoding.element(0xA2, CertificateExtension.encoding(of: [nonce.certificateExtension]))
    }
    return DEREncoding.sequence(DEREncoding.sequence(list, extensions ?? []))
  }
}
