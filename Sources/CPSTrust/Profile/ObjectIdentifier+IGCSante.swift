internal import OpenSSLKit

extension ObjectIdentifier {
  /// Policies of the production tree (ASSUMED from two organisation certificates; igc-sante.md section 1.4).
  static let productionPolicies: ObjectIdentifier = "1.2.250.1.213.1.7.1"
  /// Policies of the TEST tree.
  static let testPolicies: ObjectIdentifier = "1.2.250.1.213.1.7.2"
  /// Policies of the former card authorities (igc-sante.md section 4, rule 22).
  static let legacyPolicies: ObjectIdentifier = "1.2.250.1.71.3.7"

  /// Whether it lies below `arc`.
  func isWithin(_ arc: ObjectIdentifier) -> Bool { description.hasPrefix(arc.description + ".") }
}
