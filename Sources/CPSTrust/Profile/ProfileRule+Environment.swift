internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit

/// Rules that keep the worlds apart: 4, 11 and 22.
extension ProfileRule {
  /// Rule 4: the category says test (80 and above) outside production and nowhere else.
  ///
  /// The name of a CPS certificate shows no mark of test; its issuer and its category do.
  static let categoryOfEnvironment = confirmed(4, .environmentMismatch) { card, expected in
    guard let category = card.category else { return nil }
    let isRight = category.isTest == (expected.environment != .production)
    return isRight ? nil : "category \(category.rawValue)"
  }

  /// Rule 11: no policy of the test tree in production.
  static let policyOfEnvironment = confirmed(11, .environmentMismatch) { card, expected in
    let isTest = card.certificate.policies.contains { $0.isWithin(.testPolicies) }
    return isTest && expected.environment == .production ? "test policy" : nil
  }

  /// Rule 22: no policy of the former card authorities.
  static let legacyPolicy = confirmed(22, .profileNotCPS) { card, _ in
    card.certificate.policies.contains { $0.isWithin(.legacyPolicies) } ? "former card authority" : nil
  }

  /// Rule 11: in production, a policy of its tree; those of CPS certificates are not known.
  static let policyKnown = inferred(11, .policy) { card, expected in
    let family: ObjectIdentifier = expected.environment == .production ? .productionPolicies : .testPolicies
    return card.certificate.policies.contains { $0.isWithin(family) } ? nil : "certificate policy"
  }
}
