import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// Accounts for people: one a line.
enum AccountTexts {
  static func lines(of listing: AccountListing, in language: Language) -> [String] {
    var lines = listing.accounts.map { line(of: $0, in: language) }
    lines += unknown(listing.unknown, in: language)
    if lines.isEmpty { lines = [none[language]] }
    return listing.isComplete ? lines : lines + [more[language]]
  }

  static func lines(of changes: AccountChanges, in language: Language) -> [String] {
    let counts = ["changed": String(changes.changed), "unchanged": String(changes.unchanged)]
    return [changed.filled(in: language, with: counts)] + unknown(changes.unknown, in: language)
  }

  static func lines(of summary: AccountDesk.ImportSummary, in language: Language) -> [String] {
    let counts = [
      "added": String(summary.added), "updated": String(summary.updated),
      "unchanged": String(summary.unchanged),
    ]
    return [imported.filled(in: language, with: counts)]
  }

  static func lines(of answer: AccountResponse.Answer, in language: Language) -> [String] {
    let sessions = ended.filled(in: language, with: ["count": String(answer.sessionsEnded)])
    let exposure = answer.exposure.map { ExposureTexts.lines(of: $0, in: language) + [again[language]] } ?? []
    return lines(of: answer.accounts, in: language) + [sessions] + exposure
  }

  private static func line(of account: AccountSummary, in language: Language) -> String {
    let never = "-"
    return one.filled(
      in: language,
      with: [
        "account": account.name, "state": account.state.rawValue, "owner": account.owner ?? never,
        "address": (account.hasAddress ? yes : no)[language],
        "chosen": account.passwordChosenAt?.rfc3339 ?? never, "used": account.lastUse?.rfc3339 ?? never,
      ].mapValues(PrintableText.escaped))
  }

  private static func unknown(_ names: [String], in language: Language) -> [String] {
    names.map { unknown.filled(in: language, with: ["account": PrintableText.escaped($0)]) }
  }

  private static let one = Bilingual(
    fr: """
      {account} : {state}, titulaire {owner}, adresse : {address}, mot de passe choisi {chosen}, dernière \
      utilisation {used}
      """,
    en: "{account}: {state}, owner {owner}, address: {address}, password chosen {chosen}, last use {used}")
  private static let yes = Bilingual(fr: "oui", en: "yes")
  private static let no = Bilingual(fr: "non", en: "no")
  private static let none = Bilingual(fr: "Aucun compte", en: "No account")
  private static let more = Bilingual(
    fr: "Il y en a d’autres ; une sélection plus étroite les montre.",
    en: "There are more; a narrower selection shows them.")
  private static let again = Bilingual(
    fr: "Comptez encore une fois dans une minute : un appel déjà reçu a pu aboutir après ce compte.",
    en: "Count again in a minute: a call that was under way may have been answered after this count.")
  private static let changed = Bilingual(
    fr: "Comptes modifiés : {changed} ; déjà ainsi : {unchanged}",
    en: "Accounts changed: {changed}; so already: {unchanged}")
  private static let imported = Bilingual(
    fr: "Comptes ajoutés : {added} ; mis à jour : {updated} ; inchangés : {unchanged}",
    en: "Accounts added: {added}; updated: {updated}; unchanged: {unchanged}")
  private static let unknown = Bilingual(
    fr: "Aucun compte de ce nom ni de cette adresse : {account}",
    en: "No account of this name or address: {account}")
  private static let ended = Bilingual(
    fr: "Sessions auxquelles il est mis fin : {count}", en: "Sessions ended: {count}")
}
