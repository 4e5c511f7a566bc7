import CPSAuthSafeguards
import CPSDiagnostics

/// Contacts for people.
enum ContactTexts {
  static func changed(_ count: Int, in language: Language) -> String {
    Bilingual(fr: "Coordonnées modifiées : {count}", en: "Contacts changed: {count}")
      .filled(in: language, with: ["count": String(count)])
  }

  static func line(of answer: ContactInspection.Answer, in language: Language) -> String {
    guard let address = answer.address, let choice = answer.choice else {
      return Bilingual(fr: "Aucune adresse", en: "No address")[language]
    }
    return "\(address) (\(text(of: choice)[language]))"
  }

  private static func text(of choice: Contact.Choice) -> Bilingual {
    switch choice {
    case .grouped:
      Bilingual(fr: "le nouveau aussitôt, le reste par jour", en: "what is new at once, the rest by day")
    case .each: Bilingual(fr: "chaque connexion", en: "each log-in")
    case .off: Bilingual(fr: "aucun avis", en: "no notice")
    }
  }
}
