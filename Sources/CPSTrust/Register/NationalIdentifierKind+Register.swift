extension NationalIdentifierKind {
  /// The kind that a register file calls by a word; nil for another word.
  init?(registerWord word: String) {
    guard let kind = Self.allCases.first(where: { $0.registerWord == word }) else { return nil }
    self = kind
  }

  /// What a register file calls the kind (docs/trust.md, "Register").
  private var registerWord: String {
    switch self {
    case .adeli: "adeli"
    case .adeliPractice: "adeli-practice"
    case .drass: "drass"
    case .finessRegister: "finess-register"
    case .sirenRegister: "siren-register"
    case .siretRegister: "siret-register"
    case .rppsPractice: "rpps-practice"
    case .rpps: "rpps"
    case .student: "student"
    }
  }
}
