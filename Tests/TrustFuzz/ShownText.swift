internal import CPSDiagnostics

/// Texts that people see: nothing in them may act upon a terminal, or turn what stands beside it.
enum ShownText {
  /// The promise that a text breaks, if it does.
  static func violation(in text: String) -> String? {
    let isHarmless = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
      default: true
      }
    }
    return isHarmless ? nil : "shows a character that acts"
  }

  /// The promise that an error breaks, in either language.
  static func violation(in error: CPSError) -> String? {
    violation(in: Language.allCases.map { error.message(in: $0) }.joined() + (error.reason ?? ""))
  }
}
