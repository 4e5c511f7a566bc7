internal import CPSDiagnostics
internal import CPSTrust

/// Why a rule does not speak about a holder: the first of its conditions that is not met.
enum PolicyMismatch: Hashable {
  case method
  case cardType(CardType)
  case profession(ProfessionCode?)
  case speciality
  case evidence(Evidence)
  case person
  case account

  /// Compares a rule's holders with a session's; nil when the rule speaks about it.
  static func between(_ rule: PolicyRule, _ holder: SessionHolder) -> PolicyMismatch? {
    switch (rule.holders, holder) {
    case (.everyone, _), (.everyAccount, .account): nil
    case (.accounts(let names), .account(let account)): names.contains(account) ? nil : .account
    case (.card(let condition), .professional(let professional)): between(condition, professional)
    case (.everyAccount, .professional), (.accounts, .professional), (.card, .account): .method
    }
  }

  private static func between(_ condition: CardCondition, _ holder: CardHolder) -> PolicyMismatch? {
    let identity = holder.identity
    guard condition.types.contains(holder.card.type) else { return .cardType(holder.card.type) }
    if let professions = condition.professions {
      // Of the role, not of the identity: staff exercise none, whatever their card says.
      guard let profession = holder.role.profession, professions.contains(profession) else {
        return .profession(holder.role.profession)
      }
    }
    if let specialities = condition.specialities {
      guard !specialities.isDisjoint(with: identity.specialities) else { return .speciality }
    }
    if let persons = condition.persons {
      guard persons.contains(identity.nationalIdentifier) else { return .person }
    }
    guard condition.evidence.contains(holder.evidence) else { return .evidence(holder.evidence) }
    return nil
  }

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
    }
  }
}
