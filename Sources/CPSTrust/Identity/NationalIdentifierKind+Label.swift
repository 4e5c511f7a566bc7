public import CPSDiagnostics

extension NationalIdentifierKind {
  /// What the kind is called: table G08; the French texts are those of dictionary version 02.18.
  public var label: Bilingual {
    switch self {
    case .adeli: Bilingual(fr: "N° ADELI", en: "ADELI number")
    case .adeliPractice:
      Bilingual(fr: "Id. Cabinet ADELI/N° de registre", en: "ADELI practice and register number")
    case .drass: Bilingual(fr: "N° DRASS", en: "DRASS number")
    case .finessRegister: Bilingual(fr: "FINESS/N° de registre", en: "FINESS and register number")
    case .sirenRegister: Bilingual(fr: "SIREN/N° de registre", en: "SIREN and register number")
    case .siretRegister: Bilingual(fr: "SIRET/N° de registre", en: "SIRET and register number")
    case .rppsPractice:
      Bilingual(fr: "Id. Cabinet RPPS/N° de registre", en: "RPPS practice and register number")
    case .rpps: Bilingual(fr: "N° RPPS", en: "RPPS number")
    case .student: Bilingual(fr: "N° Etudiant", en: "Student number")
    }
  }
}
