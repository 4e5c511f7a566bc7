internal import CPSProof

/// What a service knows when it judges the certificate of a card.
struct ProfileExpectation: Sendable {
  let environment: TrustEnvironment
  let accepted: AcceptedCards
  /// What the certificate is for.
  let duty: CertificateDuty
  /// The pinned authority whose signature on the certificate was verified; nil only where a certificate is
  /// examined that no such authority issued, which the rules about the issuer then hold against it.
  let issuer: Authority?
}
