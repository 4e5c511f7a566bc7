import CPSAuthSafeguards
import CPSDiagnostics

/// Delegations for people: one a line.
enum DelegationTexts {
  static func lines(of answer: DelegationInspection.Answer, in language: Language) -> [String] {
    guard !answer.delegations.isEmpty else { return [none[language]] }
    let lines = answer.delegations.map { line(of: $0, in: language) }
    return answer.isComplete ? lines : lines + [more[language]]
  }

  static func revoked(_ count: Int, in language: Language) -> String {
    revoked.filled(in: language, with: ["count": String(count)])
  }

  private static func line(of delegation: DelegationSummary, in language: Language) -> String {
    let delegate = [
      delegation.card.map { "card:\($0)" }, delegation.person.map { "person:\($0)" },
    ].compactMap(\.self).joined(separator: ";")
    let text = delegation.state == .ended ? ended : one
    return text.filled(
      in: language,
      with: [
        "delegation": delegation.reference, "delegate": delegate, "delegator": delegation.delegator,
        "functions": delegation.functions.joined(separator: ", "), "until": delegation.until,
      ].mapValues(PrintableText.escaped))
  }

  private static let one = Bilingual(
    fr: "{delegation} : {delegate}, pour {delegator}, {functions}, jusqu’au {until}",
    en: "{delegation}: {delegate}, for {delegator}, {functions}, until {until}")
  private static let ended = Bilingual(
    fr: "{delegation} : {delegate}, pour {delegator}, {functions}, terminée le {until}",
    en: "{delegation}: {delegate}, for {delegator}, {functions}, ended on {until}")
  private static let none = Bilingual(fr: "Aucune délégation", en: "No delegation")
  private static let more = Bilingual(
    fr: "Il y en a d’autres ; une sélection plus étroite les montre.",
    en: "There are more; a narrower selection shows them.")
  private static let revoked = Bilingual(
    fr: "Délégations retirées : {count}", en: "Delegations revoked: {count}")
}
