internal import CPSDiagnostics
internal import CPSTrust

/// What was found about one certificate, for people.
enum ExaminedCertificateText {
  static func lines(
    of found: CertificateExamination, number: Int, file: String?, in language: Language
  ) -> [String] {
    let verdict =
      found.passes
      ? Bilingual(fr: "passerait", en: "would pass") : Bilingual(fr: "ne passerait pas", en: "would not pass")
    let inspection = found.inspection
    let kind = [inspection.kind.code, inspection.origin.rawValue, inspection.issuer ?? "-"].joined(
      separator: ", ")
    var lines = [
      "\(number). \(file.map { PrintableText.escaped($0) + ": " } ?? "")\(verdict[language])", "  " + kind,
    ]
    if let person = inspection.identity {
      let text = "\(person.familyName) \(person.givenName), \(person.nationalIdentifier.text)"
      lines.append("  " + PrintableText.escaped(text) + (inspection.cardNumber.map { ", \($0.text)" } ?? ""))
    }
    for finding in found.findings {
      let rule = finding.rule.map { " \($0)" } ?? ""
      lines.append("  \(weight(finding.weight)[language])\(rule): \(finding.error.message(in: language))")
    }
    // Shared reports are for those who know the profile: names of X.509 are not translated.
    if inspection.identity == nil { lines += StructureForm.lines(of: found.structure).map { "  " + $0 } }
    return lines
  }

  private static func weight(_ weight: ExaminationFinding.Weight) -> Bilingual {
    switch weight {
    case .refusal: Bilingual(fr: "refus, règle", en: "refusal, rule")
    case .alarm: Bilingual(fr: "alerte, règle", en: "alarm, rule")
    case .note: Bilingual(fr: "à savoir, règle", en: "note, rule")
    }
  }
}
