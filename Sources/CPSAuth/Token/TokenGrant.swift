public import CPSPrimitives
public import CPSProof

/// What a service elsewhere may be told about a card session, for a few minutes.
///
/// Only ``Authenticator`` makes one, and only when the audit log has it (attack case CA-02): whoever signs tokens signs
/// these and nothing else.
public struct TokenGrant: Sendable, Hashable {
  /// The token's name, in the token and in the audit log: 16 unpredictable bytes in base64url.
  public let id: String
  /// This service.
  public let issuer: Audience
  /// The service that the token is for, and no other.
  public let audience: Audience
  /// When it was written.
  public let issuedAt: Timestamp
  /// From when on it counts no more.
  public let endsAt: Timestamp
  /// Whose session it speaks of.
  public let session: CardSession

  init(
    id: String, issuer: Audience, audience: Audience, issuedAt: Timestamp, endsAt: Timestamp,
    session: CardSession
  ) {
    self.id = id
    self.issuer = issuer
    self.audience = audience
    self.issuedAt = issuedAt
    self.endsAt = endsAt
    self.session = session
  }
}
