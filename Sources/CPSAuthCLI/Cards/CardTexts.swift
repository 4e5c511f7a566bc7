internal import CPSCard
internal import CPSDiagnostics

/// Cards for people; every text of the card is escaped.
enum CardTexts {
  static func lines(of contents: CardContents, in language: Language) -> [String] {
    let holder = contents.unverifiedHolder
    let name = [holder?.givenName, holder?.surname].compactMap(\.self).joined(separator: " ")
    let values = [
      "generation": contents.generation.displayName, "serial": contents.serial.digits,
      "name": name.isEmpty ? "-" : name, "id": holder?.nationalIdentifier ?? "-",
      "profession": holder?.profession ?? "-", "count": "\(contents.certificates.count)",
    ]
    let texts = [
      Bilingual(fr: "Carte : {generation}, numéro {serial}", en: "Card: {generation}, number {serial}"),
      Bilingual(fr: "Titulaire, non vérifié ici : {name}", en: "Holder, not verified here: {name}"),
      Bilingual(fr: "Identifiant national : {id}", en: "National identifier: {id}"),
      Bilingual(fr: "Profession : {profession}", en: "Profession: {profession}"),
      Bilingual(fr: "Certificats : {count}", en: "Certificates: {count}"),
    ]
    return texts.map { $0.filled(in: language, with: values) } + [line(of: contents.pinStatus, in: language)]
  }

  static func line(of status: PINStatus, in language: Language) -> String {
    guard !status.isBlocked else {
      return Bilingual(fr: "Code porteur : bloqué", en: "PIN: blocked")[language]
    }
    return Bilingual(
      fr: "Code porteur : essais restants {left} sur {maximum}", en: "PIN: tries left {left} of {maximum}"
    ).filled(in: language, with: ["left": "\(status.triesLeft)", "maximum": "\(status.maximumTries)"])
  }
}
