import CPSAuth
import CPSDiagnostics
import CPSPrimitives

/// Sessions for people: one a line.
enum SessionTexts {
  static func lines(of listing: SessionListing, in language: Language) -> [String] {
    let lines = listing.sessions.map { line(of: $0, in: language) }
    guard !listing.sessions.isEmpty else { return [none[language]] }
    return listing.isComplete ? lines : lines + [more[language]]
  }

  static func ended(_ count: Int, in language: Language) -> String {
    ended.filled(in: language, with: ["count": String(count)])
  }

  private static func line(of session: SessionSummary, in language: Language) -> String {
    one.filled(
      in: language,
      with: [
        "session": session.reference, "holder": session.holder, "card": session.card ?? "-",
        "workstation": session.workstation, "service": session.service,
        "opened": session.openedAt.rfc3339, "seen": session.lastSeenAt.rfc3339,
        "end": session.endsAt.rfc3339,
      ].mapValues(PrintableText.escaped))
  }

  private static let one = Bilingual(
    fr: """
      {session} : {holder}, carte {card}, poste {workstation}, service {service}, ouverte {opened}, \
      vue {seen}, fin {end}
      """,
    en: """
      {session}: {holder}, card {card}, workstation {workstation}, service {service}, opened {opened}, \
      seen {seen}, end {end}
      """)
  private static let none = Bilingual(fr: "Aucune session", en: "No session")
  private static let more = Bilingual(
    fr: "Il y en a d’autres ; une sélection plus étroite les montre.",
    en: "There are more; a narrower selection shows them.")
  private static let ended = Bilingual(
    fr: "Sessions auxquelles il est mis fin : {count}", en: "Sessions ended: {count}")
}
