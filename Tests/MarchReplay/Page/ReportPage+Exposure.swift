import CPSDiagnostics

extension ReportPage {
  /// How the exposure report of the first act compares with what the robot received.
  var exposure: String {
    guard let report = figures.exposure else { return "" }
    let rows = [
      ("Personnes reçues par le robot", PageText.number(report.received)),
      ("Personnes nommées par le rapport", PageText.number(report.listed)),
      ("Reçues et non nommées", PageText.number(report.missing)),
      ("Nommées et non reçues", PageText.number(report.surplus)),
      ("Recherches au journal, celles d’autres comprises", PageText.number(report.lookUps)),
      ("Entrées du journal, toutes vérifiées", PageText.number(report.entries)),
      ("Vérification du journal", PageText.seconds(report.verifySeconds)),
      ("Décompte des personnes", PageText.seconds(report.countSeconds)),
      ("Ouverture de la liste par le délégué", PageText.seconds(report.listSeconds)),
      (
        "Décompte et liste ensemble (limite : une minute)",
        PageText.seconds(report.countSeconds + report.listSeconds)
      ),
    ]
    return """
      <section aria-labelledby="rapport"><h2 id="rapport">Le rapport d’exposition de l’acte a</h2>
      <p>Le registre du robot et le rapport tiré du journal d’audit sont comparés personne par personne.</p>
      \(PageTable(
        caption: "Rapport d’exposition de l’acte a, durées de cette machine.",
        columns: [.init(title: "Grandeur"), .init(title: "Valeur", isFigure: true)],
        rows: rows.map { [$0.0, $0.1] }).html)
      <p>La liste ne s’ouvre qu’avec la clé d’un délégué à la protection des données : <code>openssl cms -decrypt</code> a \
      rendu la clé du premier segment avec la sienne (\(PageText.number(report.openedByOpenSSL)) personnes ouvertes), et \
      \(report.isClosedToStrangers ? "a refusé celle d’un tiers" : "<strong>n’a pas refusé celle d’un tiers</strong>").</p>
      </section>
      """
  }
}
