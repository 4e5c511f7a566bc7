internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// What was found about one certificate, for programs.
struct ExaminedCertificateLine: Encodable, Sendable {
  private struct Finding: Encodable {
    let step: String
    let weight: String
    let rule: Int?
    let code: String
    let message: String
  }

  private struct Identity: Encodable {
    let identifier: String
    let familyName: String
    let givenName: String

    enum CodingKeys: String, CodingKey {
      case identifier
      case familyName = "family_name"
      case givenName = "given_name"
    }
  }

  private let number: Int
  private let file: String?
  private let passes: Bool
  private let kind: String
  private let origin: String
  private let issuer: String?
  private let category: String?
  private let cardNumber: String?
  private let identity: Identity?
  private let listNumber: String?
  private let findings: [Finding]
  private let structure: StructureForm

  enum CodingKeys: String, CodingKey {
    case number, file, passes, kind, origin, issuer, category, identity, findings, structure
    case cardNumber = "card_number"
    case listNumber = "list_number"
  }

  init(_ found: CertificateExamination, number: Int, file: String?, in language: Language) {
    self.number = number
    self.file = file.map(PrintableText.escaped)
    passes = found.passes
    kind = found.inspection.kind.code
    origin = found.inspection.origin.rawValue
    issuer = found.inspection.issuer
    category = found.inspection.category?.rawValue
    cardNumber = found.inspection.cardNumber?.text
    identity = found.inspection.identity.map { person in
      Identity(
        identifier: person.nationalIdentifier.text, familyName: PrintableText.escaped(person.familyName),
        givenName: PrintableText.escaped(person.givenName))
    }
    listNumber = found.revocation?.number
    findings = found.findings.map { finding in
      Finding(
        step: finding.step.rawValue, weight: finding.weight.rawValue, rule: finding.rule,
        code: finding.error.diagnostic.code, message: finding.error.message(in: language))
    }
    structure = StructureForm(found.structure)
  }
}
