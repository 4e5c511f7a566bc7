internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust
internal import OpenSSLKit

extension Authenticator {
  /// The verified proof of possession of a request; nil where a certificate stands in its place.
  ///
  /// - Throws: ``Diagnostic/dpopMissing`` with neither, and the errors of a proof that is there.
  func proof(
    of request: RequestOrigin, with token: SessionToken
  ) throws(CPSError) -> VerifiedPossession? {
    if request.possession.proofs.isEmpty, request.presentation != nil { return nil }
    return try possession.verify(request.possession, token: token)
  }

  /// Compares what a session is bound to with what a request shows.
  func holding(
    of content: SessionContent, by shown: VerifiedPossession?, _ presentation: TLSClientPresentation?
  ) throws(CPSError) -> PossessionFinding {
    switch content.binding {
    case .workstationKey(let thumbprint):
      guard let shown else {
        return .unshown(CPSError(.sessionMissing, reason: "a certificate where a key is demanded"))
      }
      return shown.key.thumbprint == thumbprint ? .held : .foreign
    case .certificate(let digest):
      // No key of a workstation was named when it was opened: whoever shows one has the token from elsewhere.
      guard shown == nil, let presentation,
        try Digest.sha256(presentation.unverifiedCertificate) == digest
      else { return .foreign }
      // What a proxy reports is less than a handshake that ended here, whatever the session was opened with.
      guard presentation.evidence == content.card?.evidence else {
        return .unshown(CPSError(.tlsClientRefused, ["detail": "another way than at the login"]))
      }
      return .held
    }
  }
}
