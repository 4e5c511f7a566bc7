public import CPSDiagnostics

/// The kind of a card: table G02 (OID 1.2.250.1.71.1.2.2).
///
/// The raw value is the name that people use and messages carry.
public enum CardType: String, Sendable, Hashable, Codable, CaseIterable {
  /// Carte de professionnel de santé: a regulated professional in a register.
  case cps = "CPS"
  /// Carte de professionnel en formation: a professional in training.
  case cpf = "CPF"
  /// Carte de personnel d'établissement, or of its director (CDE).
  case cpe = "CPE"
  /// Carte de personnel autorisé, or of its director (CDA).
  case cpa = "CPA"

  /// The type of a code of table G02; nil when the table has none.
  public init?(code: Int) {
    switch code {
    case 0: self = .cps
    case 1: self = .cpf
    case 2: self = .cpe
    case 3: self = .cpa
    default: return nil
    }
  }

  /// The code of table G02.
  public var code: Int {
    switch self {
    case .cps: 0
    case .cpf: 1
    case .cpe: 2
    case .cpa: 3
    }
  }

  /// What the card is called; the French texts are those of dictionary version 02.18.
  public var label: Bilingual {
    switch self {
    case .cps: Bilingual(fr: "Carte de Professionnel de Santé (CPS)", en: "Health professional card (CPS)")
    case .cpf:
      Bilingual(
        fr: "Carte de Professionnel de Santé en Formation (CPF)",
        en: "Card of a health professional in training (CPF)")
    case .cpe:
      Bilingual(
        fr: "Carte de Personnel d'Etablissement (CDE/CPE)", en: "Establishment staff card (CDE/CPE)")
    case .cpa: Bilingual(fr: "Carte de Personnel Autorisé (CDA/CPA)", en: "Authorised staff card (CDA/CPA)")
    }
  }
}
