import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// Bans for people: one a line.
enum BanTexts {
  static func lines(of listing: BanListing, in language: Language) -> [String] {
    guard !listing.bans.isEmpty else { return [none[language]] }
    let lines = listing.bans.map { line(of: $0, in: language) }
    return listing.isComplete ? lines : lines + [more[language]]
  }

  static func taken(_ ban: BanLine, in language: Language) -> String {
    taken.filled(in: language, with: values(ban))
  }

  static func lifted(_ ban: BanLine, in language: Language) -> String {
    lifted.filled(in: language, with: values(ban))
  }

  private static func line(of ban: BanLine, in language: Language) -> String {
    var values = values(ban)
    values["scope"] = scope(ban.scope)[language]
    return one.filled(in: language, with: values)
  }

  private static func values(_ ban: BanLine) -> [String: String] {
    [
      "network": ban.network, "until": ban.expiry.rfc3339, "by": ban.takenBy, "taken": ban.takenAt.rfc3339,
      "hits": String(ban.hits), "last": ban.lastHitAt?.rfc3339 ?? "-", "reason": ban.reason,
    ]
  }

  private static func scope(_ scope: BanScope) -> Bilingual {
    switch scope {
    case .passwords: Bilingual(fr: "mots de passe", en: "passwords")
    case .everything: Bilingual(fr: "toute requête", en: "every request")
    }
  }

  private static let one = Bilingual(
    fr:
      "{network} : {scope}, jusqu’au {until}, par {by} le {taken}, {hits} refus (dernier {last}) : {reason}",
    en: "{network}: {scope}, until {until}, by {by} at {taken}, {hits} refused (last {last}): {reason}")
  private static let none = Bilingual(fr: "Aucun bannissement", en: "No ban")
  private static let more = Bilingual(
    fr: "Il y en a d’autres ; une adresse n’en montre que les siens.",
    en: "There are more; an address shows its own alone.")
  private static let taken = Bilingual(
    fr: "{network} est banni jusqu’au {until}.", en: "{network} is banned until {until}.")
  private static let lifted = Bilingual(
    fr: "{network} n’est plus banni ; requêtes refusées : {hits}.",
    en: "{network} is no longer banned; requests refused: {hits}.")
}
