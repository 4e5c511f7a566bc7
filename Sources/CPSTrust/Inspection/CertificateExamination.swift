internal import CPSDiagnostics
internal import OpenSSLKit

/// Everything that a service would hold against a certificate, and everything that it could not tell.
///
/// It opens no door: possession of the key is not asked for.
public struct CertificateExamination: Sendable {
  /// What the certificate says of itself.
  public let inspection: CertificateInspection
  /// What it is made of, without a value that belongs to a person.
  public let structure: CertificateStructure
  /// Every finding, in the order of the way of a certificate.
  public let findings: [ExaminationFinding]
  /// The list that was asked about it; nil when none could be.
  public let revocation: RevocationFacts?
  /// What the register said.
  public let register: RegisterAnswer

  /// What must not be in a report that is shared.
  let personal: PersonalValues

  /// Whether the certificate would pass: nothing refuses it.
  public var passes: Bool { !findings.contains { $0.weight == .refusal } }

  /// The same for sharing: no name, identifier, number or key, nor a digest of any.
  ///
  /// What is left is structure, and which rule said what; a particular that repeats something of the person is
  /// taken out of its sentence.
  public func redacted() -> CertificateExamination {
    let shown = CertificateInspection(
      kind: inspection.kind, origin: inspection.origin, issuer: inspection.issuer,
      category: inspection.category, cardNumber: nil, identity: nil, faults: [])
    let cleaned = findings.map { finding in
      ExaminationFinding(
        step: finding.step, weight: finding.weight, rule: finding.rule,
        error: CPSError(finding.error.diagnostic, finding.error.values.mapValues(personal.redacted)))
    }
    // A register's reason is about a person.
    let answer: RegisterAnswer =
      if case .mayNotPractise = register { .mayNotPractise(reason: PersonalValues.mark) } else { register }
    return CertificateExamination(
      inspection: shown, structure: structure, findings: cleaned, revocation: revocation, register: answer,
      personal: personal)
  }
}
