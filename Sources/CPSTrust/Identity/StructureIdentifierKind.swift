public import CPSDiagnostics

/// What a national identifier of a structure is drawn from: table G07 of the IGC-Santé code dictionary.
///
/// The raw value is the digit that stands before the number. It means other things than the digit before a
/// person's number: 3 is an establishment in SIRET here, and staff of an establishment in FINESS there
/// (igc-sante.md section 3.1).
public enum StructureIdentifierKind: Int, Sendable, Hashable, CaseIterable {
  /// A practice in ADELI.
  case adeliPractice = 0
  /// An establishment in FINESS: 9 characters.
  case finess = 1
  /// A company in SIREN: 9 digits.
  case siren = 2
  /// A company's establishment in SIRET: 14 digits.
  case siret = 3
  /// A practice in RPPS: an RPPS number and a rank of three digits.
  case rppsPractice = 4

  /// What the kind is called; the French texts are those of dictionary version 02.18.
  public var label: Bilingual {
    switch self {
    case .adeliPractice: Bilingual(fr: "Id Cabinet ADELI", en: "ADELI practice")
    case .finess: Bilingual(fr: "FINESS", en: "FINESS")
    case .siren: Bilingual(fr: "SIREN", en: "SIREN")
    case .siret: Bilingual(fr: "SIRET", en: "SIRET")
    case .rppsPractice: Bilingual(fr: "Id Cabinet RPPS", en: "RPPS practice")
    }
  }
}
