public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import CPSTrust

/// A challenge that the caller, and nobody else ever, has taken.
///
/// It alone leads on to a verification by ``Authenticator``, once.
public struct TakenChallenge: ~Copyable, Sendable {
  /// What the challenge was issued for.
  public let purpose: Purpose
  /// The function that is confirmed; nil for a login.
  public let function: FunctionName?
  /// The workstation key that it was issued to.
  public let keyThumbprint: KeyThumbprint
  /// When it was issued.
  public let issuedAt: Timestamp
  private let nonce: Nonce
  private let audience: Audience

  init(_ payload: ChallengePayload, audience: Audience) {
    purpose = payload.purpose
    function = payload.function
    keyThumbprint = payload.keyThumbprint
    issuedAt = payload.issuedAt
    nonce = payload.nonce
    self.audience = audience
  }

  /// What a presence statement must say; the challenge is spent by asking.
  ///
  /// - Parameters:
  ///   - certificateSHA256: of the card that opened the session.
  ///   - environment: the world of the service.
  consuming func presence(
    ofCard certificateSHA256: [UInt8], in environment: TrustEnvironment
  ) -> PresenceStatement.Content {
    PresenceStatement.Content(
      environment: environment, audience: audience, nonce: nonce, certificateSHA256: certificateSHA256)
  }

  /// What a proof must be about; the challenge is spent by asking.
  ///
  /// - Parameter subject: the canonical text of the person that the act is about; nil where there is none.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public consuming func expectation(about subject: String?) throws(CPSError) -> ProofExpectation {
    var digest: SubjectDigest?
    if let subject { digest = try SubjectDigest(of: subject, under: nonce) }
    return ProofExpectation(
      audience: audience, nonce: nonce, purpose: purpose, function: function, subject: digest,
      keyThumbprint: keyThumbprint)
  }
}
