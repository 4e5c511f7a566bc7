/// A table that stays one when its rows are shown as blocks on a telephone: the roles are written out, since a browser
/// takes them from how a table is displayed.
struct PageTable {
  /// A column.
  struct Column {
    let title: String
    var isFigure = false
  }

  let caption: String
  let columns: [Column]
  /// The first cell of a row is its heading; cells are HTML.
  let rows: [[String]]

  /// The markup.
  var html: String {
    """
    <table role="table">
    <caption>\(caption)</caption>
    <thead role="rowgroup"><tr role="row">\(heads)</tr></thead>
    <tbody role="rowgroup">
    \(rows.map(row).joined(separator: "\n"))
    </tbody>
    </table>
    """
  }

  private var heads: String {
    columns.map { "<th role=\"columnheader\" scope=\"col\"\(kind(of: $0))>\($0.title)</th>" }.joined()
  }

  private func row(_ cells: [String]) -> String {
    let shown = zip(columns, cells).enumerated().map { place, cell in
      place == 0
        ? "<th role=\"rowheader\" scope=\"row\">\(cell.1)</th>"
        : "<td role=\"cell\"\(kind(of: cell.0)) data-label=\"\(cell.0.title)\"><span>\(cell.1)</span></td>"
    }
    return "<tr role=\"row\">\(shown.joined())</tr>"
  }

  private func kind(of column: Column) -> String { column.isFigure ? " class=\"figure\"" : "" }
}
