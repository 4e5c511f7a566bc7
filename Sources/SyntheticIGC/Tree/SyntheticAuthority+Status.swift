public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

extension SyntheticAuthority {
  /// How long an answer of the tree lasts.
  public static let statusLifetime = Duration.seconds(3_600)

  /// Answers a status request under this authority's own key, repeating its nonce.
  ///
  /// - Parameters:
  ///   - request: the DER of the request, about a certificate of whichever authority.
  ///   - status: what is said about it.
  ///   - moment: when it is said.
  /// - Returns: the DER of the answer.
  /// - Throws: ``Diagnostic/encodingNotDER`` for a request that cannot be read.
  public func statusAnswer(
    to request: [UInt8], _ status: CertificateStatus, at moment: Timestamp
  ) throws(CPSError) -> [UInt8] {
    let request = try StatusRequest(der: request)
    let single = SingleStatus(
      of: request.identifier, status, thisUpdate: moment, nextUpdate: moment + Self.statusLifetime)
    return try StatusResponseBuilder(
      responder: .name(certificate.subject), producedAt: moment, statuses: [single],
      extensions: request.nonce.map { [$0.certificateExtension] } ?? []
    ).der(signedBy: key)
  }
}
