public import CPSPrimitives

/// The notification of a breach to the CNIL (GDPR, article 33, paragraph 3), filled in as far as the log and the
/// organisation know, in French.
///
/// A draft for the officer, who sends it by the service of the CNIL: what is not known stands as a place to fill in.
public struct BreachNotification: Sendable {
  private let incident: BreachIncident
  private let summary: ExposureSummary
  private let now: Timestamp

  /// A notification at a moment.
  public init(of incident: BreachIncident, _ summary: ExposureSummary, at now: Timestamp) {
    self.incident = incident
    self.summary = summary
    self.now = now
  }

  /// The text.
  public var text: String {
    sections.map { title, lines in ([title] + lines.map { "  \($0)" }).joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private var sections: [(String, [String])] {
    [
      (
        "NOTIFICATION D’UNE VIOLATION DE DONNÉES À CARACTÈRE PERSONNEL (RGPD, article 33)",
        ["Projet établi le \(now.rfc3339), à vérifier et à compléter avant envoi."]
      ),
      (
        "1. Responsable du traitement",
        [incident.controller, "Délégué à la protection des données : \(incident.officer)"]
      ),
      ("2. Calendrier", calendar),
      (
        "3. Nature de la violation",
        [incident.nature, "Perte de confidentialité : [x]  intégrité : [ ]  disponibilité : [ ]"]
      ),
      ("4. Catégories de données", categories),
      ("5. Nombres", numbers),
      ("6. Conséquences probables", incident.consequences.map { "- \($0)" }),
      ("7. Mesures prises ou envisagées", incident.measures.map { "- \($0)" }),
      (
        "8. Information des personnes concernées (article 34)",
        ["[ ] faite le ……  [ ] prévue le ……  [ ] non requise, motif : ……"]
      ),
    ]
  }

  private var calendar: [String] {
    var lines = [
      "Prise de connaissance : \(incident.awareAt.rfc3339)",
      "Échéance des 72 heures : \(incident.deadline.rfc3339)",
    ]
    let left = incident.hoursLeft(at: now)
    if left < 0 {
      lines.append(
        "Échéance dépassée de \(-left) h : motifs du retard à donner (article 33, § 1) : ……"
      )
    } else {
      lines.append(
        "Il reste \(left) h. Une notification peut être complétée plus tard (article 33, § 4).")
    }
    lines.append("Premier accès constaté : \(summary.first?.rfc3339 ?? "aucun")")
    lines.append("Dernier accès constaté : \(summary.last?.rfc3339 ?? "aucun")")
    if !summary.isCovered {
      lines.append("Le journal ne remonte pas au début de la période : d’autres accès ont pu avoir lieu.")
    }
    return lines
  }

  private var categories: [String] {
    let known = summary.personsByField.sorted { $0.key < $1.key }
      .map { "- \(incident.category($0.key)) : \($0.value) personnes" }
    guard summary.uncertainPersons > 0 else { return known }
    return known + [
      "- étendue inconnue (accès sans résultat au journal) : \(summary.uncertainPersons) personnes"
    ]
  }

  private var numbers: [String] {
    var lines = [
      "Personnes concernées : \(summary.persons)",
      "Enregistrements consultés : \(summary.accesses)",
      "Comptes ou porteurs en cause : \(summary.accessesByActor.count)",
    ]
    lines += summary.idleActors.map { "Sans accès au journal sur la période, nom à vérifier : \($0)" }
    if summary.unnamedAccesses > 0 {
      lines.append(
        "Accès qui ne visaient pas une personne seule, à examiner à part : \(summary.unnamedAccesses)")
    }
    return lines
  }
}
