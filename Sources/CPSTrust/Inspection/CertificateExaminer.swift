public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
public import OpenSSLKit

/// Tells whether a certificate would pass, and every reason if not, by the rules that ``ProofVerifier`` keeps.
///
/// That one stops at the first reason, so that a stranger learns no more; this one is for administrators.
public struct CertificateExaminer: Sendable {
  private let environment: TrustEnvironment
  private let accepted: AcceptedCards
  private let strictness: ProfileStrictness
  private let register: (any PractitionerRegister)?
  /// The authorities and their lists, or why they let no card in.
  private let trust: Result<(book: RevocationBook, paths: CardPaths), CPSError>

  /// An examiner that goes by a trust store, however incomplete.
  ///
  /// - Throws: what the loading of a stored authority throws, but for ``Diagnostic/authorityMissing``, which
  ///   is a finding.
  public init(
    _ store: TrustDirectory, accepting accepted: AcceptedCards = .cps,
    strictness: ProfileStrictness = .standard, register: (any PractitionerRegister)? = nil,
    at moment: Timestamp
  ) throws(CPSError) {
    environment = store.pins.environment
    self.accepted = accepted
    self.strictness = strictness
    self.register = register
    do throws(CPSError) {
      let book = try store.load(at: moment).book
      trust = .success((book, try CardPaths(of: accepted, in: book.anchors)))
    } catch {
      guard error.diagnostic == .authorityMissing else { throw error }
      trust = .failure(error)
    }
  }

  /// Judges a certificate by every rule.
  public func examine(_ certificate: Certificate, at moment: Timestamp) -> CertificateExamination {
    var findings = FindingCollector(at: moment)
    let card = findings.read(certificate)
    var revocation: RevocationFacts?
    var issuer: Authority?
    switch trust {
    case .failure(let error):
      findings.add(.issuer, .refusal, 1, error)
      findings.skip(.path, .revocation)
    case .success(let (book, paths)):
      issuer = book.anchors.issuer(of: certificate)
      let path = findings.collect(.issuer, { Self.rule(ofIssuer: $0) }) { () throws(CPSError) in
        try paths.path(for: certificate)
      }
      if let path {
        findings.validate(certificate, by: path)
        revocation = findings.askLists(about: certificate, issuedBy: path.issuer, in: book)
      } else {
        findings.skip(.path, .revocation)
      }
    }
    let identity = judge(card, issuedBy: issuer, into: &findings)
    let answer = ask(about: identity, at: moment, into: &findings)
    let personal = PersonalValues(of: certificate)
    return CertificateExamination(
      inspection: CertificateInspector.inspect(certificate),
      structure: CertificateStructure(of: certificate, hiding: personal), findings: findings.all,
      revocation: revocation, register: answer, personal: personal)
  }

  private func judge(
    _ card: CardCertificate?, issuedBy issuer: Authority?, into findings: inout FindingCollector
  ) -> ProfessionalIdentity? {
    guard let card else {
      findings.skip(.profile, .identity)
      return nil
    }
    findings.judge(
      card,
      expecting: ProfileExpectation(
        environment: environment, accepted: accepted, duty: .authentication, issuer: issuer),
      strictness: strictness)
    guard let type = card.type else {
      findings.skip(.identity)
      return nil
    }
    return findings.collect(.identity, { _ in 12 }) { () throws(CPSError) in
      try IdentityReader.identity(in: card, of: type)
    }
  }

  private func ask(
    about identity: ProfessionalIdentity?, at moment: Timestamp, into findings: inout FindingCollector
  ) -> RegisterAnswer {
    guard let register else {
      findings.add(.register, .note, 27, CPSError(.registerNotConfigured))
      return .notConfigured
    }
    guard let identity else {
      findings.skip(.register)
      return .notConfigured
    }
    let answer = findings.collect(.register, { _ in 27 }) { () throws(CPSError) in
      try register.answer(for: identity.nationalIdentifier, at: moment)
    }
    if case .mayNotPractise(let reason) = answer {
      findings.add(.register, .refusal, 27, CPSError(.practitionerNotEntitled, ["detail": reason]))
    }
    return answer ?? .notConfigured
  }

  /// The rule that ``CardPaths`` goes by when it finds no path.
  private static func rule(ofIssuer error: CPSError) -> Int? {
    switch error.diagnostic {
    case .environmentMismatch: 4
    case .profileNotCPS: 2
    default: 3
    }
  }
}
