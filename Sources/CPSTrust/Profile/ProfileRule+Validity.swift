internal import CPSPrimitives
internal import OpenSSLKit

/// Rules about the time for which a certificate is valid: 28 and 29.
extension ProfileRule {
  /// Six years of at most 366 days: the life of a CPS4 (ASSUMED for its certificate; CPS3 has three).
  private static let longestValidity: Duration = .seconds(6 * 366 * 86_400)

  /// Rule 28: the certificate does not outlive its authority; IGC-Santé ends on 24 June 2033.
  static let hierarchyEnd = inferred(28, .hierarchyEnd) { card, expected in
    guard let issuer = expected.issuer else { return "of an unknown issuer" }
    return card.certificate.notAfter <= issuer.certificate.notAfter ? nil : "outlives its authority"
  }

  /// Rule 29: no longer than the known profiles.
  static let validityCap = inferred(29, .validityCap) { card, _ in
    let validity = card.certificate.notAfter - card.certificate.notBefore
    return validity <= longestValidity ? nil : "validity of more than six years"
  }
}
