internal import CPSDiagnostics

/// One line of a code table of IGC-Santé.
struct CodeTableEntry: Sendable {
  let code: String
  let label: Bilingual

  /// A line: the French text as the dictionary writes it, and ours in English.
  init(_ code: String, _ french: String, _ english: String) {
    self.code = code
    self.label = Bilingual(fr: french, en: english)
  }

  /// The labels by code; of a code that stood twice the first would count, which a test excludes.
  static func labels(_ entries: [CodeTableEntry]) -> [String: Bilingual] {
    Dictionary(entries.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
  }
}
