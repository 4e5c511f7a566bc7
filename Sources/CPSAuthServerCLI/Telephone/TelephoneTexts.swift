import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// What is registered for the telephone, for people: one account or person a line.
enum TelephoneTexts {
  static func registered(_ count: Int, in language: Language) -> String {
    Bilingual(fr: "Comptes enregistrés : {count}", en: "Accounts registered: {count}")
      .filled(in: language, with: ["count": String(count)])
  }

  static func removed(_ isRemoved: Bool, in language: Language) -> String {
    let text =
      isRemoved
      ? Bilingual(fr: "Ce qui était enregistré est retiré.", en: "What was registered is removed.")
      : Bilingual(fr: "Rien n’était enregistré.", en: "Nothing was registered.")
    return text[language]
  }

  static func lines(of listing: TelephoneListing, in language: Language) -> [String] {
    guard !listing.accounts.isEmpty else { return [none[language]] }
    let lines = listing.accounts.flatMap { account in
      [line(of: account, in: language)] + account.delegates.map { "  " + line(of: $0, in: language) }
    }
    return listing.isComplete ? lines : lines + [more[language]]
  }

  static func lines(of delegates: [TelephoneDelegate], in language: Language) -> [String] {
    delegates.isEmpty ? [nobody[language]] : delegates.map { line(of: $0, in: language) }
  }

  private static func line(of account: TelephoneListing.Line, in language: Language) -> String {
    let text = account.epoch == nil ? withoutDetails : withDetails
    return text.filled(
      in: language,
      with: [
        "account": account.account, "epoch": account.epoch ?? "", "moment": account.registeredAt ?? "-",
      ].mapValues(PrintableText.escaped))
  }

  private static func line(of delegate: TelephoneDelegate, in language: Language) -> String {
    let role =
      switch delegate.person.role {
      case .secretary: Bilingual(fr: "secrétariat", en: "secretary")
      case .accountant: Bilingual(fr: "comptable", en: "accountant")
      case .other: Bilingual(fr: "autre", en: "other")
      }
    return one.filled(
      in: language,
      with: [
        "role": role[language], "name": PrintableText.escaped(delegate.person.name),
        "moment": delegate.declaredAt.rfc3339,
      ])
  }

  private static let withDetails = Bilingual(
    fr: "{account} : coordonnées enregistrées le {moment}, clé de l’époque {epoch}",
    en: "{account}: details registered {moment}, key of epoch {epoch}")
  private static let withoutDetails = Bilingual(
    fr: "{account} : aucune coordonnée", en: "{account}: no details")
  private static let one = Bilingual(
    fr: "{name} ({role}), depuis {moment}", en: "{name} ({role}), since {moment}")
  private static let none = Bilingual(fr: "Aucun compte", en: "No account")
  private static let nobody = Bilingual(fr: "Aucun délégué", en: "No delegate")
  private static let more = Bilingual(
    fr: "Il y en a d’autres ; after: et le dernier nom les montre.",
    en: "There are more; after: and the last name shows them.")
}
