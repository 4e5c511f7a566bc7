internal import CPSDiagnostics

extension PolicyLine.Period {
  func text(in language: Language) -> String {
    let values = ["rule": rule, "from": from ?? "", "until": until ?? ""]
    guard !ended else {
      return Bilingual(
        fr: "  attention : la règle {rule} a pris fin le {until}",
        en: "  warning: rule {rule} ended on {until}"
      ).filled(in: language, with: values)
    }
    let span =
      switch (from, until) {
      case (_?, nil): Bilingual(fr: "à partir du {from}", en: "from {from} on")
      case (nil, _): Bilingual(fr: "jusqu’au {until}", en: "until {until}")
      case (_?, _?): Bilingual(fr: "du {from} au {until}", en: "from {from} until {until}")
      }
    return Bilingual(
      fr: "  la règle {rule} vaut " + span.french, en: "  rule {rule} holds " + span.english
    ).filled(in: language, with: values)
  }
}

extension PolicyLine.Closure {
  func text(in language: Language) -> String {
    let warning =
      until == nil
      ? Bilingual(
        fr: "  attention : {name} n’est ouverte à personne à partir du {from}",
        en: "  warning: {name} is open to nobody from {from} on")
      : Bilingual(
        fr: "  attention : {name} n’est ouverte à personne du {from} au {until}",
        en: "  warning: {name} is open to nobody from {from} until {until}")
    return warning.filled(in: language, with: ["name": name, "from": from, "until": until ?? ""])
  }
}
