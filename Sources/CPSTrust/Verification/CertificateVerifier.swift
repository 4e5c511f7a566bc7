internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// Tells whether a certificate is the authentication certificate of an accepted card, now.
///
/// Reading, possession of the key, issuer, path, revocation, profile, identity, register: in this order, each
/// failure with its own row, so that what a person is told does not depend on which check happened to run
/// first. Possession comes before everything that depends on the person: a certificate is public, and who
/// holds no more than that learns nothing about its owner (attack case CL-11).
struct CertificateVerifier: Sendable {
  private let book: RevocationBook
  private let accepted: AcceptedCards
  private let strictness: ProfileStrictness
  private let register: (any PractitionerRegister)?
  private let paths: [CardPath]

  init(
    book: RevocationBook, accepting accepted: AcceptedCards, strictness: ProfileStrictness,
    register: (any PractitionerRegister)?
  ) throws(CPSError) {
    var paths: [CardPath] = []
    for family in accepted.families.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let path = try CardPath(family, in: book.anchors) else {
        throw CPSError(.authorityMissing, ["detail": "\(family.rawValue) PERSONNES, RACINE"])
      }
      paths.append(path)
    }
    self.book = book
    self.accepted = accepted
    self.strictness = strictness
    self.register = register
    self.paths = paths
  }

  /// - Parameter possession: throws unless the caller holds the key of the certificate, which is sane by then.
  func verify(
    _ certificate: Certificate, at moment: Timestamp, possession: (PublicKey) throws(CPSError) -> Void
  ) throws(CPSError) -> CertificateVerdict {
    try StrictReading.check(certificate)
    try possession(certificate.publicKey)
    let card = try CardCertificate(certificate)
    let path = try self.path(for: card)
    try path.validate(certificate, at: moment)
    let status = try book.status(of: certificate.serialNumber, issuedBy: path.issuer, at: moment)
    let alarms = try CertificateProfile.judge(
      card,
      expecting: ProfileExpectation(
        environment: book.anchors.environment, accepted: accepted, issuer: path.issuer),
      strictness: strictness)
    guard let type = card.type, let category = card.category, let number = card.number else {
      throw CPSError(.profileNotCPS, ["detail": "card"], reason: "the profile requires all three")
    }
    let identity = try IdentityReader.identity(in: card, of: type)
    return CertificateVerdict(
      certificate: certificate, identity: identity,
      card: CardDescription(
        type: type, category: category, number: number, environment: book.anchors.environment),
      issuerKeyIdentifier: path.issuer.keyIdentifier, revocation: status.leaf,
      register: try answer(for: identity.nationalIdentifier, at: moment), alarms: alarms + status.alarms)
  }

  /// The path of the authority that the certificate names by key and by whole name.
  ///
  /// What names another is told why: another world, another family, or nobody that is known.
  private func path(for card: CardCertificate) throws(CPSError) -> CardPath {
    let certificate = card.certificate
    let issuer = book.anchors.issuer(of: certificate)
    if let issuer, let path = paths.first(where: { $0.issuer == issuer }) { return path }
    let shown = certificate.issuer.description
    guard !card.origin.contradicts(book.anchors.environment) else {
      throw CPSError(.environmentMismatch, reason: "rule 4: issued by \(shown)")
    }
    if let name = issuer?.name ?? AuthorityName(certificate.issuer),
      !paths.contains(where: { $0.issuer.name == name })
    {
      throw CPSError(
        .profileNotCPS, ["detail": "issued by \(name.text)"], reason: "rule 2: issued by \(shown)")
    }
    throw CPSError(.anchorUnknown, reason: "rule 3: issued by \(shown)")
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
