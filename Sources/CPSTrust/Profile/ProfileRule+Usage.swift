internal import CPSDiagnostics
internal import OpenSSLKit

/// Rules that tell the authentication certificate from the others of the same card: 6, 7 and 23.
extension ProfileRule {
  /// Rule 7: keyUsage is there, is critical, has digitalSignature, and neither nonRepudiation nor the rights
  /// of an authority.
  ///
  /// The signature certificate of the same card differs by this and by its purposes only (case HN-17).
  static let keyUsage = confirmed(7, .profileNotAuthentication) { card, _ in
    let occurrences = card.certificate.extensions(.keyUsage)
    guard let usage = card.certificate.keyUsage, occurrences.count == 1, occurrences[0].isCritical else {
      return "keyUsage absent or not critical"
    }
    guard usage.contains(.digitalSignature) else { return "keyUsage without digitalSignature" }
    return usage.isDisjoint(with: [.nonRepudiation, .keyCertSign, .crlSign])
      ? nil : "keyUsage of another duty"
  }

  /// Rule 7: extKeyUsage holds clientAuth; absent or any is not enough.
  static let clientAuthentication = confirmed(7, .profileNotAuthentication) { card, _ in
    let purposes = card.certificate.extendedKeyUsage ?? []
    return purposes.contains(.clientAuthentication) ? nil : "extKeyUsage without clientAuth"
  }

  /// Rules 7 and 9: no purpose of a server or of a signature; certificates of TLS servers bear clientAuth too.
  static let otherPurposes = confirmed(7, .profileNotAuthentication) { card, _ in
    let foreign: Set<ObjectIdentifier> = [.serverAuthentication, .emailProtection, .anyExtendedKeyUsage]
    let purposes = card.certificate.extendedKeyUsage ?? []
    return foreign.isDisjoint(with: purposes) ? nil : "extKeyUsage of another duty"
  }

  /// Rule 7: smartcardLogon beside clientAuth, seen on every card.
  static let smartcardLogon = inferred(7, .smartcardLogon) { card, _ in
    let purposes = card.certificate.extendedKeyUsage ?? []
    return purposes.contains(.smartcardLogon) ? nil : "extKeyUsage without smartcardLogon"
  }

  /// Rule 7: no encipherment by a key that signs.
  static let encipherment = inferred(7, .encipherment) { card, _ in
    let usage = card.certificate.keyUsage ?? []
    let isClean = usage.isDisjoint(with: [
      .keyEncipherment, .dataEncipherment, .keyAgreement, .encipherOnly, .decipherOnly,
    ])
    return isClean ? nil : "keyUsage allows encipherment"
  }
}
