internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// Why a rule does not speak about a caller: the first of its conditions that is not met.
enum PolicyMismatch: Hashable {
  case method
  case cardType(CardType)
  case profession(ProfessionCode?)
  case speciality
  case evidence(Evidence)
  case person
  case account
  case notBegun(Timestamp)
  case ended(Timestamp)

  /// What is said to the person.
  var explanation: Bilingual {
    switch self {
    case .method:
      Bilingual(fr: "l’autre mode de connexion est exigé", en: "the other way of logging in is required")
    case .cardType(let type):
      Bilingual(
        fr: "la carte \(type.rawValue) n’est pas admise", en: "a \(type.rawValue) card is not admitted")
    case .profession(let code?):
      Bilingual(
        fr: "la profession \(code.text) n’est pas admise", en: "profession \(code.text) is not admitted")
    case .profession(nil):
      Bilingual(fr: "la carte ne porte pas de profession", en: "the card bears no profession")
    case .speciality:
      Bilingual(fr: "la spécialité n’est pas admise", en: "the speciality is not admitted")
    case .evidence(let evidence):
      Bilingual(
        fr: "la preuve « \(evidence.rawValue) » ne suffit pas",
        en: "evidence of the kind “\(evidence.rawValue)” is not enough")
    case .person:
      Bilingual(fr: "cette personne n’est pas nommée", en: "this person is not named")
    case .account:
      Bilingual(fr: "ce compte n’est pas nommé", en: "this account is not named")
    case .notBegun(let moment):
      Bilingual(fr: "elle ne vaut qu’à partir du \(moment.rfc3339)", en: "it holds from \(moment.rfc3339) on")
    case .ended(let moment):
      Bilingual(fr: "elle a pris fin le \(moment.rfc3339)", en: "it ended on \(moment.rfc3339)")
    }
  }
}
