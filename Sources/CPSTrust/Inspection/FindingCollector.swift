internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Goes the way of a certificate to its end, whatever is found on it.
struct FindingCollector {
  private(set) var all: [ExaminationFinding] = []
  private let moment: Timestamp

  init(at moment: Timestamp) { self.moment = moment }

  mutating func add(
    _ step: ExaminationFinding.Step, _ weight: ExaminationFinding.Weight, _ rule: Int?, _ error: CPSError
  ) {
    all.append(ExaminationFinding(step: step, weight: weight, rule: rule, error: error))
  }

  /// Notes that steps could not be judged, for what was found before.
  mutating func skip(_ steps: ExaminationFinding.Step...) {
    for step in steps { add(step, .note, nil, CPSError(.notJudged, ["step": step.rawValue])) }
  }

  /// What `body` returns; nil when it throws, which is then a refusal.
  mutating func collect<Value>(
    _ step: ExaminationFinding.Step, _ rule: (CPSError) -> Int?, _ body: () throws(CPSError) -> Value
  ) -> Value? {
    do throws(CPSError) { return try body() } catch {
      add(step, .refusal, rule(error), error)
      return nil
    }
  }

  /// Reads strictly; the private extensions one by one, so that a broken one hides none of the others.
  ///
  /// - Returns: nil when one of them cannot be read.
  mutating func read(_ certificate: Certificate) -> CardCertificate? {
    for reason in StrictReading.refusals(of: certificate).reasons {
      add(.reading, .refusal, reason.rule, CPSError(reason.diagnostic, ["detail": reason.detail]))
    }
    let rule = { (error: CPSError) in error.diagnostic == .profileNotCPS ? 9 : 10 }
    _ = collect(.reading, rule) { () throws(CPSError) in try PrivateExtension.category(of: certificate) }
    _ = collect(.reading, rule) { () throws(CPSError) in try PrivateExtension.cardType(of: certificate) }
    _ = collect(.reading, rule) { () throws(CPSError) in try PrivateExtension.cardNumber(of: certificate) }
    _ = collect(.reading, rule) { () throws(CPSError) in try PrivateExtension.profession(of: certificate) }
    _ = collect(.reading, rule) { () throws(CPSError) in try PrivateExtension.specialities(of: certificate) }
    return try? CardCertificate(certificate)
  }

  /// Every problem of the path, each with the row that it would have alone.
  mutating func validate(_ certificate: Certificate, by path: CardPath) {
    let outcome = collect(.path, { _ in 5 }) { [moment] () throws(CPSError) in
      try path.outcome(for: certificate, at: moment)
    }
    guard let outcome else { return }
    for problem in outcome.problems { add(.path, .refusal, 5, CardPath.error(for: [problem])) }
    if outcome.isValid {
      _ = collect(.path, { _ in 5 }) { [moment] () throws(CPSError) in
        try path.validate(certificate, at: moment)
      }
    }
  }

  /// What the lists say of the authority and of the certificate that it issued: neither hides the other.
  ///
  /// - Returns: the list of the certificate, where it serves.
  mutating func askLists(
    about certificate: Certificate, issuedBy issuer: Authority, in book: RevocationBook
  ) -> RevocationFacts? {
    let leaf = collect(.revocation, { _ in 14 }) { [moment] () throws(CPSError) in
      try book.ownStatus(of: certificate, issuedBy: issuer, at: moment)
    }
    let authority = collect(.revocation, { _ in 14 }) { [moment] () throws(CPSError) in
      try book.status(of: issuer, at: moment)
    }
    for alarm in [leaf, authority].compactMap({ $0.flatMap(RevocationStatus.alarm) }) {
      add(.revocation, .alarm, 14, alarm)
    }
    return leaf
  }

  /// Every rule of the profile that is broken: inferred ones raise an alarm unless they are hardened.
  mutating func judge(
    _ card: CardCertificate, expecting expected: ProfileExpectation, strictness: ProfileStrictness
  ) {
    for (rule, detail) in CertificateProfile.departures(of: card, expecting: expected) {
      let isAlarm =
        if case .inferred(let inferred) = rule.standing { !strictness.refusing.contains(inferred) } else {
          false
        }
      add(
        .profile, isAlarm ? .alarm : .refusal, rule.number, CPSError(rule.diagnostic, ["detail": detail]))
    }
  }
}
