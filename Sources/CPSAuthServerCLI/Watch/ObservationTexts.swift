import CPSAuthSafeguards
import CPSDiagnostics

/// Observations for people: one a line.
enum ObservationTexts {
  static func lines(of answer: ObservationInspection.Answer, in language: Language) -> [String] {
    guard !answer.observed.isEmpty else {
      return [Bilingual(fr: "Personne n’est en observation", en: "Nobody is under observation")[language]]
    }
    return answer.observed.map { line(one, $0, in: language) }
  }

  static func added(_ observation: ObservationLine, in language: Language) -> String {
    line(added, observation, in: language)
  }

  static func removed(_ observation: ObservationLine, in language: Language) -> String {
    line(removed, observation, in: language)
  }

  private static func line(_ text: Bilingual, _ observation: ObservationLine, in language: Language) -> String
  {
    text.filled(
      in: language,
      with: [
        "holder": observation.holder, "until": observation.until, "by": observation.orderedBy,
        "reason": observation.reason,
      ])
  }

  private static let one = Bilingual(
    fr: "{holder} : jusqu’au {until}, par {by} : {reason}", en: "{holder}: until {until}, by {by}: {reason}")
  private static let added = Bilingual(
    fr: "{holder} est en observation jusqu’au {until}.", en: "{holder} is under observation until {until}.")
  private static let removed = Bilingual(
    fr: "{holder} n’est plus en observation.", en: "{holder} is no longer under observation.")
}
