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

  /// The encoding: the body of `POST`, of type `application/ocsp-request` (RFC 6960, appendix A.1).
  public var der: [UInt8] {
    let list = DEREncoding.sequence(DEREncoding.sequence(identifier.encoding))
    let extensions = nonce.map { nonce in
      DEREncoding.element(0xA2, CertificateExtension.encoding(of: [nonce.certificateExtension]))
    }
    return DEREncoding.sequence(DEREncoding.sequence(list, extensions ?? []))
  }
}
