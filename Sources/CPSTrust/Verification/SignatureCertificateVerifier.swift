public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// Tells whose signature certificate stands in a document that a service received.
///
/// The other half of rule 7: it demands nonRepudiation and refuses the authentication certificate of the same
/// card, so that what a card answered to a login never passes for a signed deed (igc-sante.md section 4,
/// rule 8). It judges the certificate, as of now; the document's signature is for the library that reads the
/// document, under ``VerifiedSigner/publicKey``.
public struct SignatureCertificateVerifier: Sendable {
  /// The world in which cards are accepted.
  public var environment: TrustEnvironment { certificates.environment }

  private let certificates: CertificateVerifier
  private let clock: any WallClock

  /// A verifier under the anchors and the lists of `book`.
  ///
  /// - Parameters:
  ///   - book: the revocation lists, with the anchors that they belong to.
  ///   - accepted: the types of card that may sign.
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
      of: .signature, book: book, accepting: accepted, strictness: strictness, register: register)
  }

  /// Verifies the certificate that a document bears.
  ///
  /// - Parameter unverifiedCertificate: DER.
  /// - Throws: one row of the trust family for each way in which the certificate fails;
  ///   ``Diagnostic/profileNotSignature`` for one that logs in.
  public func verify(_ unverifiedCertificate: [UInt8]) throws(CPSError) -> VerifiedSigner {
    let certificate = try Certificate(der: unverifiedCertificate)
    // Whoever asks holds a document with a signature to check: there is no possession to wait for.
    return try certificates.verify(certificate, at: clock.now()) { _ in }.signer
  }
}
