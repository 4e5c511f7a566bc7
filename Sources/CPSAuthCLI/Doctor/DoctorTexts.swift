internal import CPSDiagnostics
internal import CPSDoctor

/// Findings for people: a word for the standing, never a colour or a sign alone.
enum DoctorTexts {
  static func lines(of finding: Finding, in language: Language) -> [String] {
    let word = word(for: finding.standing)[language]
    var lines = [word.isEmpty ? finding.message(in: language) : "\(word) \(finding.message(in: language))"]
    if let cause = finding.cause(in: language) {
      lines.append("  " + Bilingual(fr: "Cause : ", en: "Cause: ")[language] + cause)
    }
    if let remedy = finding.remedy(in: language) {
      lines.append("  " + Bilingual(fr: "Remède : ", en: "Remedy: ")[language] + remedy)
    }
    return lines
  }

  static func sum(of examination: Examination, in language: Language) -> String {
    let count = examination.obstacles.count
    guard count > 0 else {
      return Bilingual(
        fr: "Rien n’empêche une connexion depuis ce poste.",
        en: "Nothing on this machine stops a login.")[language]
    }
    return Bilingual(
      fr: "Une connexion n’est pas possible ; obstacles : {count}.",
      en: "A login is not possible; obstacles: {count}."
    ).filled(in: language, with: ["count": "\(count)"])
  }

  private static func word(for standing: Finding.Standing) -> Bilingual {
    switch standing {
    case .fact: Bilingual(fr: "", en: "")
    case .remark: Bilingual(fr: "Remarque :", en: "Remark:")
    case .obstacle: Bilingual(fr: "Obstacle :", en: "Obstacle:")
    }
  }
}
