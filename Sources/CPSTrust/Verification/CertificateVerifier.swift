internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// Tells whether a certificate is that of an accepted card, for one duty, now.
///
/// Reading, possession of the key, issuer, path, revocation, profile, identity, register: in this order, each
/// failure with its own row, so that what a person is told does not depend on which check happened to run
/// first. Possession comes before everything that depends on the person: a certificate is public, and who
/// holds no more than that learns nothing about its owner (attack case CL-11).
struct CertificateVerifier: Sendable {
  /// The world in which cards are accepted.
  var environment: TrustEnvironment { book.anchors.environment }

  private let duty: CertificateDuty
  private let book: RevocationBook
  private let accepted: AcceptedCards
  private let strictness: ProfileStrictness
  private let register: (any PractitionerRegister)?
  private let paths: CardPaths

  init(
    of duty: CertificateDuty, book: RevocationBook, accepting accepted: AcceptedCards,
    strictness: ProfileStrictness, register: (any PractitionerRegister)?
  ) throws(CPSError) {
    self.duty = duty
    self.book = book
    self.accepted = accepted
    self.strictness = strictness
    self.register = register
    paths = try CardPaths(of: accepted, in: book.anchors)
  }

  /// - Parameter possession: throws unless the caller holds the key of the certificate, which is sane by then.
  func verify(
    _ certificate: Certificate, at moment: Timestamp, possession: (PublicKey) throws(CPSError) -> Void
  ) throws(CPSError) -> CertificateVerdict {
    try StrictReading.check(certificate)
    try possession(certificate.publicKey)
    let card = try CardCertificate(certificate)
    let path = try paths.path(for: card)
    try path.validate(certificate, at: moment)
    let status = try book.status(of: certificate, issuedBy: path.issuer, at: moment)
    let alarms = try CertificateProfile.judge(
      card,
      expecting: ProfileExpectation(
        environment: environment, accepted: accepted, duty: duty, issuer: path.issuer),
      strictness: strictness)
    guard let type = card.type, let category = card.category, let number = card.number else {
      throw CPSError(.profileNotCPS, ["detail": "card"], reason: "the profile requires all three")
    }
    let identity = try IdentityReader.identity(in: card, of: type)
    let employer = type.isOfStaff ? IdentityReader.employer(in: card) : nil
    guard let role = HolderRole(type, profession: identity.profession, employer: employer) else {
      throw CPSError(.identityInvalid, ["detail": "profession"], reason: "the profile requires one")
    }
    return CertificateVerdict(
      certificate: certificate, identity: identity, role: role,
      card: CardDescription(type: type, category: category, number: number, environment: environment),
      issuerKeyIdentifier: path.issuer.keyIdentifier, revocation: status.leaf,
      register: try answer(for: identity.nationalIdentifier, at: moment), alarms: alarms + status.alarms)
  }

  private func answer(
    for person: NationalIdentifier, at moment: Timestamp
  ) throws(CPSError) -> RegisterAnswer {
    guard let register else { return .notConfigured }
    let answer = try register.answer(for: person, at: moment)
    if case .mayNotPractise(let reason) = answer {
      throw CPSError(.practitionerNotEntitled, ["detail": reason], reason: "rule 27: \(reason)")
    }
    return answer
  }
}
