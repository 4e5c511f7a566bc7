/// What an authority under a root certifies (igc-sante.md, section 1.1).
public enum SyntheticBranch: String, Sendable, CaseIterable {
  /// Natural persons.
  case persons = "PERSONNES"
  /// Organisations: seals, clients and servers.
  case organisations = "ORGANISATIONS"

  /// The abbreviation in names of files (igc-sante.md, section 1.2).
  var abbreviation: String {
    switch self {
    case .persons: "PP"
    case .organisations: "ORG"
    }
  }
}
