import CPSDiagnostics

extension ReportPage {
  private static let moments = [60, 600, 3_600, 14_400, 32_400, 86_400]

  /// The plot, its legend, and its figures as a table.
  var course: String {
    let plot = CoursePlot(of: figures.acts)
    guard !plot.lines.isEmpty else { return "<p>Personne n’a été exposé dans les actes joués.</p>" }
    let none = figures.acts.filter { $0.peopleExposed == 0 }.map(\.name)
    let summary = plot.lines.map { "acte \($0.names) : \(PageText.number($0.people)) personnes" }
      .joined(separator: " ; ")
    let legend = plot.lines.indices.map { place in
      "<li>\(CoursePlot.swatch(place))\(PageText.number(plot.lines[place].people)) : "
        + plot.lines[place].acts.map {
          "<strong class=\"mark\">\($0.name)</strong> \(PageText.escaped($0.title[0]))"
        }.joined(separator: " ; ") + "</li>"
    }
    return """
      <figure><div class="chart"><div>\(plot.svg(
        title: "Personnes exposées au fil du temps simulé, par acte",
        description: "Échelles logarithmiques. À la fin, \(summary). Les mêmes valeurs sont dans le tableau qui suit."))</div>
      <div><ul class="legend">\(legend.joined())</ul>\(none.isEmpty
        ? "" : "<p class=\"soft\">Sans courbe, personne n’ayant été exposé : \(none.joined(separator: ", ")).</p>")
      </div></div><figcaption class="soft">Personnes exposées, échelles logarithmiques. Une ligne qui devient plate est \
      un intrus qui n’obtient plus rien. Les actes au déroulement identique partagent une ligne.</figcaption></figure>
      \(table(of: plot.lines))
      """
  }

  private func table(of lines: [CoursePlot.Line]) -> String {
    PageTable(
      caption: "Les mêmes valeurs : personnes exposées après",
      columns: [.init(title: "Acte")]
        + Self.moments.map { .init(title: PageText.span($0), isFigure: true) },
      rows: lines.map { line in
        [line.names] + Self.moments.map { PageText.number(line.people(after: $0)) }
      }
    ).html
  }
}
