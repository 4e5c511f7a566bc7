internal import CPSDiagnostics

/// How a decision is told.
enum PolicyVerdictText {
  static func text(_ isAllowed: Bool, in language: Language) -> String {
    (isAllowed ? Bilingual(fr: "autorisé", en: "allowed") : Bilingual(fr: "refusé", en: "refused"))[language]
  }
}
