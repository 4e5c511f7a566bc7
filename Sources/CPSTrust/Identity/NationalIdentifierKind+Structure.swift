extension NationalIdentifierKind {
  /// The kind of structure whose staff bear this kind of number; nil for people with a number of their own.
  var structureKind: StructureIdentifierKind? {
    switch self {
    case .adeliPractice: .adeliPractice
    case .finessRegister: .finess
    case .sirenRegister: .siren
    case .siretRegister: .siret
    case .rppsPractice: .rppsPractice
    case .adeli, .drass, .rpps, .student: nil
    }
  }
}
