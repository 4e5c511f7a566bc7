public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

extension Authenticator {
  /// Opens a session for a professional whose card signed the TLS handshake of the request's connection.
  ///
  /// The session is bound to the certificate and is of use over connections with that certificate alone. It claims
  /// less than one that a proof opened: no PIN typed for it, no moment and no step-up (``Evidence/tls``); and since
  /// nobody at the workstation answers challenges, a service that demands presence opens none.
  ///
  /// - Throws: ``Diagnostic/tlsClientRefused`` without a certificate, where this door is closed, or where presence is
  ///   demanded; an error of the certificate; ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func openCardSession(
    byHandshakeOf request: RequestOrigin
  ) async throws(CPSError) -> OpenedSession<CardSession> {
    let professional: VerifiedProfessional
    do {
      let verified = try verifyHandshake(of: request)
      professional = try await inquiry?.confirm(verified) ?? verified
    } catch { throw await refused(error) }
    let holder = CardHolder(professional)
    var event = AuditEvent(.login)
    event.facts = Self.facts(about: professional)
    let now = clock.now()
    let (grant, token) = try await open(
      .professional(holder), boundTo: .certificate(sha256: holder.certificateSHA256), from: request.network,
      at: now, until: min(now + limits.absolute, holder.certificateExpiry), event)
    return OpenedSession(CardSession(grant, holder), token)
  }

  private func verifyHandshake(of request: RequestOrigin) throws(CPSError) -> VerifiedProfessional {
    guard let handshakes else { throw Self.refusal("this service takes proofs only") }
    guard let presentation = request.presentation else { throw Self.refusal("no client certificate") }
    guard !limits.presence.isRequired else { throw Self.refusal("presence is demanded") }
    return try handshakes.verify(presentation)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.tlsClientRefused, ["detail": detail], reason: detail)
  }
}
