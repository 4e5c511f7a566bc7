internal import OpenSSLKit
public import CPSProof

/// The world that an issuer's name points to; a name is a claim, and nothing is trusted for it.
///
/// It serves to say *why* a certificate is refused, and to refuse more (igc-sante.md section 1.3; section 4,
/// rules 3 and 4).
public enum IssuerOrigin: String, Sendable, Hashable, CaseIterable {
  /// The production tree of IGC-Santé.
  case production
  /// Its TEST tree.
  case test
  /// The third tree, whose leaves point to the revocation lists of the TEST tree.
  case recette
  /// The tree of this project.
  case synthetic
  /// The card authorities before IGC-Santé, ended in January 2021.
  case legacy
  /// Anybody else.
  case foreign

  init(_ name: DistinguishedName) {
    let organisations = name.attributes(.organizationName).compactMap(\.text)
    let units = name.attributes(.organizationalUnitName).compactMap(\.text)
    if (organisations + units).contains(where: { $0.hasSuffix("SYNTHETIC") }) {
      self = .synthetic
    } else if units.contains("RECETTE") {
      self = .recette
    } else if units.contains("IGC-SANTE TEST") {
      self = .test
    } else if units.contains("IGC-SANTE"), organisations == ["ASIP-SANTE"] {
      self = .production
    } else if organisations.contains(where: { ["TEST", "GIP-CPS", "GIP-CPS-TEST"].contains($0) }) {
      self = .legacy
    } else {
      self = .foreign
    }
  }

  /// The environment whose anchors issue under such names; nil where none does.
  public var environment: TrustEnvironment? {
    switch self {
    case .production: .production
    case .test: .test
    case .synthetic: .synthetic
    case .recette, .legacy, .foreign: nil
    }
  }

  /// Whether it is known to belong elsewhere than to `expected`: rule 4.
  func contradicts(_ expected: TrustEnvironment) -> Bool {
    switch self {
    case .production, .test, .synthetic: environment != expected
    case .recette, .legacy: true
    case .foreign: false
    }
  }
}
