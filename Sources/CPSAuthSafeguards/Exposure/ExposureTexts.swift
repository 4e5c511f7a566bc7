public import CPSDiagnostics
internal import CPSPrimitives

/// The figures of an exposure report for people: one fact a line.
public enum ExposureTexts {
  /// The lines; they name nobody.
  public static func lines(of summary: ExposureSummary, in language: Language) -> [String] {
    var lines = [
      persons.filled(in: language, with: ["count": "\(summary.persons)"]),
      accesses.filled(in: language, with: ["count": "\(summary.accesses)"]),
    ]
    if let first = summary.first, let last = summary.last {
      lines.append(span.filled(in: language, with: ["first": first.rfc3339, "last": last.rfc3339]))
    }
    lines += counts(summary.personsByField, field, language)
    lines += counts(summary.accessesByActor, actor, language)
    lines += counts(summary.accessesByFunction, function, language)
    if summary.uncertainPersons > 0 {
      lines.append(uncertain.filled(in: language, with: ["count": "\(summary.uncertainPersons)"]))
    }
    if summary.unnamedAccesses > 0 {
      lines.append(unnamed.filled(in: language, with: ["count": "\(summary.unnamedAccesses)"]))
    }
    lines += summary.idleActors.map {
      idle.filled(in: language, with: ["name": PrintableText.escaped($0)])
    }
    if !summary.isCovered { lines.append(uncovered.filled(in: language, with: [:])) }
    return lines
  }

  private static func counts(
    _ counts: [String: Int], _ text: Bilingual, _ language: Language
  ) -> [String] {
    counts.sorted { $0.key < $1.key }.map { name, count in
      text.filled(in: language, with: ["name": PrintableText.escaped(name), "count": "\(count)"])
    }
  }

  private static let persons = Bilingual(
    fr: "Personnes exposées : {count}", en: "People exposed: {count}")
  private static let accesses = Bilingual(fr: "Accès : {count}", en: "Accesses: {count}")
  private static let span = Bilingual(
    fr: "Du {first} au {last}", en: "From {first} to {last}")
  private static let field = Bilingual(
    fr: "Donnée « {name} » : {count} personnes", en: "Field “{name}”: {count} people")
  private static let actor = Bilingual(fr: "{name} : {count} accès", en: "{name}: {count} accesses")
  private static let function = Bilingual(
    fr: "Fonction {name} : {count} accès", en: "Function {name}: {count} accesses")
  private static let uncertain = Bilingual(
    fr: "Dont {count} personnes pour lesquelles nul ne sait ce qui a été montré",
    en: "Of them {count} people about whom nobody knows what was shown")
  private static let unnamed = Bilingual(
    fr: "Accès qui ne visaient pas une personne seule, à examiner à la main : {count}",
    en: "Accesses about nobody in particular, to be looked at by hand: {count}")
  private static let idle = Bilingual(
    fr: "{name} : aucun accès au journal sur la période ; vérifiez que ce nom est bien écrit",
    en: "{name}: no access in the log in that time; make sure that the name is written right")
  private static let uncovered = Bilingual(
    fr: "Le journal ne remonte pas au début de la période : il a pu y en avoir d’autres.",
    en: "The log does not reach back to the beginning of the time: there may have been more.")
}
