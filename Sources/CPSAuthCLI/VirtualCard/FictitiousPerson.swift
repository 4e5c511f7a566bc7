internal import ArgumentParser
internal import SyntheticIGC

/// Whose card a fictitious one is.
enum FictitiousPerson: String, ExpressibleByArgument, CaseIterable {
  case physician, pharmacist, nurse, dentist

  /// The person.
  var professional: SyntheticProfessional {
    switch self {
    case .physician: .physician
    case .pharmacist: .pharmacist
    case .nurse: .nurse
    case .dentist: .dentist
    }
  }
}
