public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// Turns the client certificate of a TLS connection into a verified professional: the other door to that type.
///
/// What comes through it claims less than a proof: the card signed a handshake, and neither the PIN nor the
/// moment nor what is being done. Middleware presents cached PINs again, and a connection lives on when the
/// card has gone. So ``Evidence/tls`` never stands for a fresh login or a step-up, and policy demands
/// ``Evidence/proof`` unless it says otherwise (DESIGN.md, "The way of the data", 5).
///
/// The certificate is judged exactly as one in a proof; the TLS stack's own opinion of it counts for nothing.
public struct TLSClientVerifier: Sendable {
  /// The world in which cards are accepted.
  public var environment: TrustEnvironment { certificates.environment }

  private let certificates: CertificateVerifier
  private let clock: any WallClock

  /// A verifier under the anchors and the lists of `book`.
  ///
  /// - Parameters:
  ///   - book: the revocation lists, with the anchors that they belong to.
  ///   - accepted: the types of card that may log in.
  ///   - strictness: which inferred rules of the profile refuse.
  ///   - register: who may practise; without one every answer says that none is configured.
  ///   - clock: the service's time.
  /// - Throws: ``Diagnostic/authorityMissing`` when no anchor issues an accepted type.
  public init(
    book: RevocationBook, accepting accepted: AcceptedCards = .cps, strictness: ProfileStrictness = .standard,
    register: (any PractitionerRegister)? = nil, clock: any WallClock
  ) throws(CPSError) {
    self.clock = clock
    certificates = try CertificateVerifier(
      of: .authentication, book: book, accepting: accepted, strictness: strictness, register: register)
  }

  /// Verifies what a client presented in a handshake.
  ///
  /// - Throws: one row of the trust family for each way in which the certificate fails.
  public func verify(_ presentation: TLSClientPresentation) throws(CPSError) -> VerifiedProfessional {
    let certificate = try Certificate(der: presentation.unverifiedCertificate)
    // Possession is what the presentation vouches for.
    let verdict = try certificates.verify(certificate, at: clock.now()) { _ in }
    return verdict.professional(by: presentation.evidence)
  }
}
