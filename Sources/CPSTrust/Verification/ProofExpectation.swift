public import CPSProof

/// What a service itself knows about the act that a proof must be about.
///
/// Nothing of it comes from the proof: the challenge, authenticated and taken, and the service's own
/// configuration give every part (attack cases HN-01, HN-07).
public struct ProofExpectation: Sendable, Hashable {
  /// The service's configured public origin.
  public let audience: Audience
  /// The nonce of the challenge that was taken.
  public let nonce: Nonce
  /// What the challenge was issued for.
  public let purpose: Purpose
  /// The function that is confirmed; nil for a login.
  public let function: FunctionName?
  /// The person the act is about; nil where there is none.
  public let subject: SubjectDigest?
  /// The workstation key that the challenge was issued to.
  public let keyThumbprint: KeyThumbprint

  /// An expectation from its parts.
  public init(
    audience: Audience, nonce: Nonce, purpose: Purpose, function: FunctionName? = nil,
    subject: SubjectDigest? = nil, keyThumbprint: KeyThumbprint
  ) {
    self.audience = audience
    self.nonce = nonce
    self.purpose = purpose
    self.function = function
    self.subject = subject
    self.keyThumbprint = keyThumbprint
  }
}
