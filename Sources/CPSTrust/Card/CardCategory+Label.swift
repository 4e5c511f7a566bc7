public import CPSDiagnostics

extension CardCategory {
  /// What the category is called: table G01; the French texts are those of dictionary version 02.18.
  public var label: Bilingual {
    switch self {
    case .card:
      Bilingual(
        fr: "Carte de Professionnel ou Personnel de Santé", en: "Card of a health professional or of staff")
    case .securityModule: Bilingual(fr: "Module de Sécurité", en: "Security module")
    case .software: Bilingual(fr: "Certificat logiciel", en: "Software certificate")
    case .testCard:
      Bilingual(
        fr: "Carte de PS ou de Personnel de Santé de TEST",
        en: "TEST card of a health professional or of staff")
    case .testSecurityModule: Bilingual(fr: "Module de Sécurité de TEST", en: "TEST security module")
    case .testSoftware: Bilingual(fr: "Certificat logiciel de TEST", en: "TEST software certificate")
    }
  }
}
