internal import CPSDiagnostics

/// A cell of a file that people open in spreadsheets.
enum SpreadsheetCell {
  /// A text in quotes (RFC 4180, clause 2), which no program takes for a formula.
  static func quoted(_ text: String) -> String {
    let shown = PrintableText.escaped(text)
    // What begins so is computed by spreadsheets; a blank before it is not seen and harms no reader.
    let isFormula = shown.first.map { "=+-@".contains($0) } ?? false
    return "\"\(isFormula ? " " : "")\(shown.replacing("\"", with: "\"\""))\""
  }
}
