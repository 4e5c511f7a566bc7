public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// Turns a proof into a verified professional: one of the two doors to that type.
///
/// It never fetches anything, and keeps nothing between two proofs.
public struct ProofVerifier: Sendable {
  /// The world in which cards are accepted.
  public var environment: TrustEnvironment { book.anchors.environment }

  private let book: RevocationBook
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
    self.book = book
    self.clock = clock
    certificates = try CertificateVerifier(
      of: .authentication, book: book, accepting: accepted, strictness: strictness, register: register)
  }

  /// Verifies a proof about the act that the service expects.
  ///
  /// The transcript is built here from `expected`; of the proof only certificate, signature, and the name of
  /// the algorithm are used, which must fit the certificate's key.
  ///
  /// - Throws: ``Diagnostic/challengeForAnotherKey`` when the proof binds to another workstation key; one row
  ///   of the trust family for each way in which the certificate fails;
  ///   ``Diagnostic/proofSignatureInvalid`` when the card did not sign this transcript.
  public func verify(
    _ proof: Proof, expecting expected: ProofExpectation
  ) throws(CPSError) -> VerifiedProfessional {
    guard proof.workstationKey.thumbprint == expected.keyThumbprint else {
      throw CPSError(.challengeForAnotherKey, reason: "the proof binds to another workstation key")
    }
    let certificate = try Certificate(der: proof.unverifiedCertificate)
    let transcript = Transcript(
      environment: environment, algorithm: proof.algorithm, audience: expected.audience,
      nonce: expected.nonce, purpose: expected.purpose, function: expected.function,
      subject: expected.subject, keyThumbprint: expected.keyThumbprint, certificate: certificate)
    let verdict = try certificates.verify(certificate, at: clock.now()) { (key) throws(CPSError) in
      // Both algorithms are right for the RSA keys that the profile admits; the transcript names the one used,
      // so that a signature by one never passes for the other (attack case HN-09).
      guard
        try key.isValid(
          signature: proof.signature, for: transcript.bytes, algorithm: SignatureAlgorithm(proof.algorithm))
      else { throw CPSError(.proofSignatureInvalid, reason: "\(proof.signature.count) bytes") }
    }
    return verdict.professional(by: .proof)
  }

  /// Asks again about the certificate of a live session, by the lists that are in use now.
  ///
  /// - Throws: what ``RevocationBook/recheck(_:at:)`` throws: the session must end.
  public func recheck(_ reference: CertificateReference) throws(CPSError) -> RevocationFacts {
    try book.recheck(reference, at: clock.now())
  }
}

extension SignatureAlgorithm {
  fileprivate init(_ algorithm: ProofAlgorithm) {
    self =
      switch algorithm {
      case .rs256: .rs256
      case .ps256: .ps256
      }
  }
}
