import CPSDiagnostics

/// The page of a run: French, with a summary in English; no script, and nothing loaded from elsewhere.
struct ReportPage {
  let figures: ReplayFigures

  /// The whole document.
  var html: String {
    """
    <!DOCTYPE html>
    <html lang="fr">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Mars 2022, rejoué : cpsauth</title>
    <style>
    \(PageStyle.css)
    </style>
    </head>
    <body>
    <header>
    <h1>Mars 2022, rejoué</h1>
    <p class="lead">L’attaque des dix-neuf comptes, d’abord telle qu’elle a eu lieu, puis contre chaque mesure, puis \
    contre toutes. Les chiffres sont comptés dans les réponses du service, pas dans les vœux du robot.</p>
    \(scaleNote)
    <nav aria-label="Sections"><ul class="skip"><li><a href="#actes">Les actes</a></li>\
    <li><a href="#temps">Au fil du temps</a></li><li><a href="#rapport">Rapport d’exposition</a></li>\
    <li><a href="#faits">Faits et hypothèses</a></li><li><a href="#english" lang="en">English summary</a></li></ul></nav>
    </header>
    <main>
    \(tiles)
    <section aria-labelledby="actes"><h2 id="actes">Les actes</h2>
    \(acts)
    \(measures)
    </section>
    <section aria-labelledby="temps"><h2 id="temps">Personnes exposées au fil du temps</h2>
    \(course)
    </section>
    \(exposure)
    <section aria-labelledby="faits"><h2 id="faits">Faits et hypothèses</h2>
    \(facts)
    </section>
    \(EnglishSummary(figures: figures).html)
    </main>
    <footer><p>Graine \(figures.assumptions.seed) ; la même donne les mêmes chiffres. Joué en \
    \(PageText.seconds(figures.runSeconds)) sur cette machine, par <code>tools/replay</code>.</p></footer>
    </body>
    </html>

    """
  }

  private var scaleNote: String {
    let divisor = figures.assumptions.divisor
    return divisor == 1
      ? ""
      : "<p><strong>Rejoué au 1/\(PageText.number(divisor)).</strong> Assurés et liste sont réduits d’autant ; les autres "
        + "nombres ne le sont pas.</p>"
  }

  private func act(_ name: String) -> ActFigures? { figures.acts.first { $0.name == name } }

  private var tiles: String {
    let shown: [(String, String, String)] = [
      ("a", "bad", "personnes exposées par dix-neuf mots de passe, sans aucune mesure"),
      ("c", "good", "par ces mots de passe, toutes mesures prises"),
      ("e", "bad", "par un robot derrière une carte déverrouillée, en 24 heures"),
    ]
    var items = shown.compactMap { name, kind, text in
      act(name).map {
        "<li><strong class=\"\(kind)\">\(PageText.number($0.peopleExposed))</strong> \(text) (acte \(name))</li>"
      }
    }
    if let busy = act("g") {
      items.append(
        "<li><strong class=\"good\">\(PageText.number(busy.others.hindered))</strong> recherche empêchée sur "
          + "\(PageText.number(busy.others.lookUps)) dans un cabinet chargé (acte g)</li>")
    }
    return items.isEmpty ? "" : "<ul class=\"tiles\">\(items.joined())</ul>"
  }

  private var acts: String {
    PageTable(
      caption: "Un acte par ligne. Temps simulé, compté depuis l’intrusion.",
      columns: [
        .init(title: "Acte"), .init(title: "Personnes exposées", isFigure: true),
        .init(title: "Première alarme", isFigure: true), .init(title: "Arrêt", isFigure: true),
        .init(title: "Recherches légitimes empêchées", isFigure: true),
      ],
      rows: figures.acts.map { act in
        [
          "\(act.name). \(PageText.escaped(act.title[0]))\(note(on: act))",
          PageText.number(act.peopleExposed), alarm(of: act), stop(of: act), hindered(in: act),
        ]
      }
    ).html
  }

  private func note(on act: ActFigures) -> String {
    var notes: [String] = []
    if act.part > 1 { notes.append("joué sur 1/\(act.part) de la liste, la mesure n’arrêtant rien") }
    if act.isOverSocket { notes.append("par une vraie connexion TCP") }
    if let calls = act.calls {
      notes.append(
        "\(calls.made) appels à l’assistance\u{A0}: \(calls.confirmed) confirmé, \(calls.refused) refusés sans comparaison, "
          + "\(calls.codesSent) code envoyé")
    }
    if let notices = act.notices { notes.append(note(on: notices)) }
    return notes.isEmpty ? "" : " <span class=\"soft\">(\(notes.joined(separator: "\u{A0}; ")))</span>"
  }

  private func note(on notices: NoticeFigures) -> String {
    "\(notices.delivered) avis de connexion remis"
      + (notices.firstSeconds.map { ", le premier après \(PageText.span($0))" } ?? "")
  }

  private func alarm(of act: ActFigures) -> String {
    guard let seconds = act.firstAlarmSeconds, let code = act.firstAlarm else { return "aucune" }
    let more = act.alarms.values.reduce(0, +) - 1
    return "\(seconds <= 0 ? "aussitôt" : PageText.span(seconds))<br><code>\(PageText.code(code))</code>"
      + (more > 0 ? "<br><span class=\"soft\">et \(PageText.number(more)) autres</span>" : "")
  }

  private func stop(of act: ActFigures) -> String {
    if act.answers == 0 { return "sans objet" }
    guard let seconds = act.stopSeconds else {
      return "jamais : liste épuisée en \(PageText.span(act.attackSeconds))"
    }
    return seconds == 0 ? "d’emblée" : PageText.span(seconds)
  }

  private func hindered(in act: ActFigures) -> String {
    var text = "\(PageText.number(act.others.hindered)) sur \(PageText.number(act.others.lookUps))"
    if let victim = act.victim {
      text +=
        "<br><span class=\"soft\">victime : \(PageText.number(victim.hindered)) sur \(PageText.number(victim.lookUps))</span>"
    }
    return text
  }

  private var measures: String {
    let items = Measure.allCases.sorted { $0.number < $1.number }
      .map { "<li>mesure \($0.number) : \(PageText.escaped($0.name.french))</li>" }
    return """
      <p>Mesures rejouées dans les actes b et c :</p><ul>\(items.joined())</ul>
      <p>La mesure 10, le rapport d’exposition, suit l’acte a. Les avis (mesure 9) viennent de la surveillance \
      (mesure 4), qui trouve les connexions : ses alarmes figurent donc aussi dans l’acte b9. Dans les actes où un réseau \
      est banni (mesure 5), le cabinet est sur ce même réseau, et sa carte y passe. La « victime » est la personne dont la session ou la \
      carte sert à l’intrus : ses propres recherches entrent dans les mêmes quotas que celles du robot, et dès qu’elle \
      saisit de nouveau son code, le jeton volé ne vaut plus rien.</p>
      """
  }
}
