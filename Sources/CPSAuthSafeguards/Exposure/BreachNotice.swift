/// What a person concerned is told of a breach (GDPR, article 34, paragraph 2), in French: one text for all, with
/// places for what the letter file says of each.
public struct BreachNotice: Sendable {
  private let incident: BreachIncident
  private let summary: ExposureSummary

  /// A notice.
  public init(of incident: BreachIncident, _ summary: ExposureSummary) {
    self.incident = incident
    self.summary = summary
  }

  /// The text; `{first}`, `{last}` and `{fields}` are columns of the letter file.
  public var text: String {
    let consequences = incident.consequences.map { "- \($0)" }.joined(separator: "\n")
    let measures = incident.measures.map { "- \($0)" }.joined(separator: "\n")
    return """
      \(incident.controller)

      Madame, Monsieur,

      Des données qui vous concernent ont été consultées sans droit entre le {first} et le {last}. \
      \(incident.nature)

      Il s’agit de : {fields}.
      \(absent)
      Ce que cela peut entraîner :
      \(consequences)

      Ce que nous avons fait :
      \(measures)

      Ce que vous pouvez faire : méfiez-vous des appels et des messages qui citent ces données, ne communiquez ni mot \
      de passe ni coordonnées bancaires à qui vous les demande, et signalez-nous tout ce qui vous paraît anormal.

      Pour toute question, ou pour exercer vos droits : \(incident.officer).

      """
  }

  /// What was not among the fields, so that nobody fears more than there is; nothing where nobody knows.
  private var absent: String {
    let absent = incident.categories.keys.filter { summary.personsByField[$0] == nil }.sorted()
    guard summary.uncertainPersons == 0, !absent.isEmpty else { return "" }
    return "N’ont pas été consultés : \(absent.map(incident.category).joined(separator: " ; ")).\n"
  }
}
