internal import CPSDiagnostics
internal import OpenSSLKit

/// Rules that tell the signature certificate of a card from the one that logs in: 8.
extension ProfileRule {
  /// Rule 8: keyUsage is there, is critical, has nonRepudiation, and neither digitalSignature nor the rights of
  /// an authority.
  ///
  /// With both, one key would sign logins and deeds, as on cards of the former authorities (rule 22).
  static let signatureKeyUsage = confirmed(8, .profileNotSignature) { card, _ in
    let occurrences = card.certificate.extensions(.keyUsage)
    guard let usage = card.certificate.keyUsage, occurrences.count == 1, occurrences[0].isCritical else {
      return "keyUsage absent or not critical"
    }
    guard usage.contains(.nonRepudiation) else { return "keyUsage without nonRepudiation" }
    return usage.isDisjoint(with: [.digitalSignature, .keyCertSign, .crlSign])
      ? nil : "keyUsage of another duty"
  }

  /// Rule 8: no purpose that logs in, and no purpose left open.
  static let signaturePurposes = confirmed(8, .profileNotSignature) { card, _ in
    let foreign: Set<ObjectIdentifier> = [
      .clientAuthentication, .smartcardLogon, .serverAuthentication, .anyExtendedKeyUsage,
    ]
    guard let purposes = card.certificate.extendedKeyUsage else { return "no extKeyUsage" }
    return foreign.isDisjoint(with: purposes) ? nil : "extKeyUsage of another duty"
  }

  /// Rule 8: emailProtection, seen on each of the three samples.
  static let emailProtection = inferred(8, .emailProtection) { card, _ in
    let purposes = card.certificate.extendedKeyUsage ?? []
    return purposes.contains(.emailProtection) ? nil : "extKeyUsage without emailProtection"
  }
}
