import CPSDiagnostics

extension ReportPage {
  private static let moments = [60, 600, 3_600, 14_400, 32_400, 86_400]

  /// The plot, its legend, and its figures as a table.
  var course: String {
    let plot = CoursePlot(of: figures.acts)
    guard !plot.acts.isEmpty else { return "<p>Personne n’a été exposé dans les actes joués.</p>" }
    let none = figures.acts.filter { $0.peopleExposed == 0 }.map(\.name)
    let summary = plot.acts.map { "acte \($0.name) : \(PageText.number($0.peopleExposed)) personnes" }
      .joined(separator: " ; ")
    let legend = plot.acts.indices.map { place in
      "<li>\(CoursePlot.swatch(place))<strong class=\"mark\">\(plot.acts[place].name)</strong> "
        + "\(PageText.escaped(plot.acts[place].title[0])) : \(PageText.number(plot.acts[place].peopleExposed))</li>"
    }
    return """
      <figure><div class="chart"><div>\(plot.svg(
        title: "Personnes exposées au fil du temps simulé, par acte",
        description: "Échelles logarithmiques. À la fin, \(summary). Les mêmes valeurs sont dans le tableau qui suit."))</div>
      <div><ul class="legend">\(legend.joined())</ul>\(none.isEmpty
        ? "" : "<p class=\"soft\">Sans courbe, personne n’ayant été exposé : \(none.joined(separator: ", ")).</p>")
      </div></div><figcaption class="soft">Personnes exposées, échelles logarithmiques. Une ligne qui devient plate est \
      un intrus qui n’obtient plus rien.</figcaption></figure>
      \(table(of: plot.acts))
      """
  }

  private func table(of acts: [ActFigures]) -> String {
    PageTable(
      caption: "Les mêmes valeurs : personnes exposées après",
      columns: [.init(title: "Acte")]
        + Self.moments.map { .init(title: PageText.span($0), isFigure: true) },
      rows: acts.map { act in
        [act.name] + Self.moments.map { PageText.number(CoursePlot.people(of: act, after: $0)) }
      }
    ).html
  }
}
