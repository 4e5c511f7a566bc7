/// One of the nine places for an authority in the tree.
public enum SyntheticRole: Sendable, Hashable {
  /// The root of a family.
  case root(SyntheticFamily)
  /// One of the two authorities under it.
  case issuing(SyntheticFamily, SyntheticBranch)

  /// The authority of CPS cards.
  public static let cards = issuing(.strong, .persons)

  /// All nine, each root before the two under it.
  public static let all: [SyntheticRole] = SyntheticFamily.allCases.flatMap { family in
    [.root(family)] + SyntheticBranch.allCases.map { .issuing(family, $0) }
  }

  /// The family.
  public var family: SyntheticFamily {
    switch self {
    case .root(let family), .issuing(let family, _): family
    }
  }

  /// The name of its files without ending, such as `ACI-FO-PP` (igc-sante.md, section 1.2).
  public var fileName: String {
    switch self {
    case .root(let family): "ACR-\(family.abbreviation)"
    case .issuing(let family, let branch): "ACI-\(family.abbreviation)-\(branch.abbreviation)"
    }
  }

  /// The common name, with the mark of the synthetic tree before the name of the real authority.
  public var commonName: String {
    switch self {
    case .root(let family): "SYNTHETIC AC RACINE IGC-SANTE \(family.rawValue)"
    case .issuing(let family, let branch): "SYNTHETIC AC IGC-SANTE \(family.rawValue) \(branch.rawValue)"
    }
  }

  /// Who signs its certificate.
  var issuer: SyntheticRole { .root(family) }

  /// Whether it signs its own certificate.
  var isRoot: Bool { self == issuer }
}
