public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof

extension Authenticator {
  /// The number of unpredictable bytes in a token's name.
  private static let tokenIDLength = 16

  /// Lets a service elsewhere be told about a session: the entry in the audit log is durable before the token exists.
  ///
  /// The token ends with the session, or with the lease of its card, if either comes first.
  ///
  /// - Parameters:
  ///   - audience: the service that is to be told.
  ///   - session: the session, just recognised.
  ///   - rules: for whom tokens are written.
  /// - Throws: ``Diagnostic/tokenAudienceUnknown``; ``Diagnostic/presenceLapsed`` for a session that stays although its
  ///   lease is over; ``Diagnostic/auditUnavailable``, ``Diagnostic/randomnessUnavailable``.
  public func grantToken(
    for audience: Audience, to session: CardSession, under rules: TokenRules
  ) async throws(CPSError) -> TokenGrant {
    guard rules.audiences.contains(audience) else {
      throw await refused(CPSError(.tokenAudienceUnknown, ["audience": audience.text]))
    }
    let now = clock.now()
    let limits = [now + rules.life, session.grant.endsAt] + (session.grant.presence.map { [$0.until] } ?? [])
    let end = limits.reduce(limits[0], min)
    guard end > now else { throw CPSError(.presenceLapsed) }
    let grant = TokenGrant(
      id: Base64URL.encode(try random.bytes(Self.tokenIDLength)), issuer: self.audience, audience: audience,
      issuedAt: now, endsAt: end, session: session)
    var event = AuditEvent(.tokenIssued)
    event.actor = AuditActor(session.grant)
    event.facts = ["token": grant.id, "audience": audience.text, "ends-at": end.rfc3339]
    try await auditLog.record(event)
    return grant
  }
}
