internal import ArgumentParser
internal import CPSCard
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSWorkstation
internal import FoundationEssentials
internal import OpenSSLKit

/// `cpsauth card certificates`.
struct CardCertificatesCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "certificates",
      abstract: Speech.text(
        fr: "Donne les certificats de la carte.", en: "Gives the certificates of the card."))
  }

  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let reader = try await place.find(on: console)
    let contents = try await CardInspection.contents(on: PCSCReaderAccess().connection(to: reader))
    for certificate in contents.certificates {
      let parsed = try Certificate(der: certificate.der)
      let line = CertificateLine(certificate, parsed)
      try console.show(line, or: line.texts(in: console.language))
    }
  }
}

/// A certificate for programs, and for people.
private struct CertificateLine: Encodable {
  let role: String
  let label: String?
  let subject: String
  let issuer: String
  let notBefore: String
  let notAfter: String
  let sha256: String
  /// Base64 (RFC 4648, clause 4).
  let der: String

  enum CodingKeys: String, CodingKey {
    case role, label, subject, issuer, sha256, der
    case notBefore = "not_before"
    case notAfter = "not_after"
  }

  init(_ certificate: CardCertificate, _ parsed: Certificate) {
    role = certificate.role.rawValue
    label = certificate.label
    subject = parsed.subject.description
    issuer = parsed.issuer.description
    notBefore = parsed.notBefore.rfc3339
    notAfter = parsed.notAfter.rfc3339
    sha256 = Hexadecimal.encode(parsed.sha256)
    der = Data(certificate.der).base64EncodedString()
  }

  func texts(in language: Language) -> [String] {
    let use: Bilingual =
      switch CardCertificate.Role(rawValue: role) {
      case .authentication: Bilingual(fr: "Authentification", en: "Authentication")
      case .signature: Bilingual(fr: "Signature", en: "Signature")
      case .other, nil: Bilingual(fr: "Autre usage", en: "Other use")
      }
    let values = ["label": label ?? "-", "from": notBefore, "to": notAfter, "sha256": sha256]
    // The names are escaped already.
    let subjectLine = Bilingual(fr: "  Titulaire : ", en: "  Subject: ")[language] + subject
    let issuerLine = Bilingual(fr: "  Émetteur : ", en: "  Issuer: ")[language] + issuer
    return [
      Bilingual(fr: "\(use.french) : {label}", en: "\(use.english): {label}")
        .filled(in: language, with: values), subjectLine, issuerLine,
      Bilingual(fr: "  Valable du {from} au {to}", en: "  Valid from {from} to {to}")
        .filled(in: language, with: values),
      "  SHA-256: \(sha256)",
    ]
  }
}
