internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust
internal import CPSWorkstation

/// A session for people.
enum SessionTexts {
  static func lines(of report: SessionReport, in language: Language) -> [String] {
    let person = report.professional
    let values = [
      "name": "\(person.givenName) \(person.familyName)", "id": person.nationalIdentifier,
      "profession": profession(person.profession, in: language),
      "card": "\(person.card.type) \(person.card.number)",
      "server": report.server, "environment": report.environment.rawValue,
      "end": span(report.expiresIn), "idle": span(report.idleTimeout),
    ]
    let lease = report.presence.map { line(of: $0, in: language) }
    return texts.map { $0.filled(in: language, with: values) } + [lease].compactMap(\.self)
  }

  private static func line(of presence: PresenceSummary, in language: Language) -> String {
    let text: Bilingual =
      switch presence.kind {
      case .watched:
        Bilingual(
          fr: "Carte surveillée, présence confirmée pour {end}",
          en: "Card watched, presence confirmed for {end}")
      case .signed:
        Bilingual(
          fr: "Carte tenue, présence signée pour {end}", en: "Card held, presence signed for {end}")
      case nil:
        Bilingual(
          fr: "Présence de la carte à confirmer dans {end}",
          en: "Presence of the card to be confirmed in {end}")
      }
    return text.filled(in: language, with: ["end": span(presence.expiresIn)])
  }

  /// Hours and minutes, rounded up: nobody waits for the second.
  private static func span(_ seconds: Int) -> String {
    let minutes = (seconds + 59) / 60
    return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  /// The code and, where it is known, what it means.
  private static func profession(_ code: String?, in language: Language) -> String {
    guard let code else { return "-" }
    guard let known = Int(code).flatMap({ ProfessionCode(rawValue: $0) })?.label else { return code }
    return "\(code), \(known[language])"
  }

  private static let texts = [
    Bilingual(fr: "Connecté : {name}", en: "Logged in: {name}"),
    Bilingual(fr: "Identifiant national : {id}", en: "National identifier: {id}"),
    Bilingual(fr: "Profession : {profession}", en: "Profession: {profession}"),
    Bilingual(fr: "Carte : {card}", en: "Card: {card}"),
    Bilingual(fr: "Service : {server} ({environment})", en: "Service: {server} ({environment})"),
    Bilingual(
      fr: "Fin dans {end}, ou après {idle} sans usage", en: "Ends in {end}, or after {idle} without use"),
  ]
}
