public import CPSDiagnostics

/// A client certificate out of a TLS handshake, with the word of whoever ended it that the client holds its key.
///
/// A certificate alone proves nothing: it is public. Who makes a value of this type vouches that a
/// CertificateVerify of this very connection was checked; each way to make one says by whom. Bytes out of a
/// header, a file or a message are no handshake (attack cases CA-02, HN-20).
public struct TLSClientPresentation: Sendable {
  /// The longest certificate that is looked at, in bytes; real ones have about 2,300.
  public static let maximumLength = 8_192

  /// What the client sent as its certificate, DER.
  public let unverifiedCertificate: [UInt8]
  /// Whose word the handshake is: ``Evidence/tls`` or ``Evidence/tlsViaProxy``.
  public let evidence: Evidence

  private init(_ certificate: [UInt8], evidence: Evidence) throws(CPSError) {
    guard certificate.count <= Self.maximumLength else { throw Self.refusal("certificate too long") }
    unverifiedCertificate = certificate
    self.evidence = evidence
  }

  /// Vouches that a handshake with client authentication ended in this process and was checked to its end.
  ///
  /// - Parameters:
  ///   - peerCertificates: what the client sent, its own certificate first, DER; the rest is never looked at,
  ///     since the path is built from the service's own authorities.
  ///   - version: what was negotiated.
  ///   - isResumed: whether the connection took up an earlier session, in which case the card signed nothing
  ///     now and may be gone: it is refused (igc-sante.md section 4, rule 20).
  /// - Throws: ``Diagnostic/tlsClientRefused`` for a resumed session or without a certificate.
  public static func handshakeEndedHere(
    peerCertificates: [[UInt8]], version: TLSProtocolVersion, isResumed: Bool
  ) throws(CPSError) -> TLSClientPresentation {
    guard let certificate = peerCertificates.first, !certificate.isEmpty else {
      throw refusal("no client certificate")
    }
    guard !isResumed else { throw refusal("resumed session") }
    return try TLSClientPresentation(certificate, evidence: .tls)
  }

  /// Vouches that a proxy, which has shown who it is, reports such a handshake.
  ///
  /// - Parameters:
  ///   - certificate: the whole certificate, DER: a name or a digest alone would lose issuer, usages and
  ///     extensions (igc-sante.md section 4, rule 19).
  ///   - version: what was negotiated.
  ///   - verdict: what the proxy says of the client's certificate, such as `$ssl_client_verify` of nginx;
  ///     anything but `SUCCESS` is refused, so that `optional_no_ca` opens nothing (rule 20).
  ///   - isResumed: whether the connection took up an earlier session, such as `$ssl_session_reused` of nginx says:
  ///     the card signed nothing then (rule 20).
  /// - Throws: ``Diagnostic/tlsClientRefused``.
  public static func reportedByAuthenticatedProxy(
    certificate: [UInt8], version: TLSProtocolVersion, verdict: String, isResumed: Bool
  ) throws(CPSError) -> TLSClientPresentation {
    guard !certificate.isEmpty else { throw refusal("no client certificate") }
    guard verdict == "SUCCESS" else { throw refusal("verdict of the proxy") }
    guard !isResumed else { throw refusal("resumed session") }
    return try TLSClientPresentation(certificate, evidence: .tlsViaProxy)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.tlsClientRefused, ["detail": detail], reason: "rules 18 to 20: \(detail)")
  }
}
