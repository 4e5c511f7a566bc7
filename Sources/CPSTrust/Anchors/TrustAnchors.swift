public import CPSDiagnostics
public import CPSProof
public import OpenSSLKit

/// The authorities under which cards are believed, all of one environment.
///
/// One path for each purpose: cards of professionals are believed under FORT alone and cards of staff under
/// STANDARD alone, so that a software certificate of the same person leads nowhere (igc-sante.md section 4,
/// rules 1 and 2). Environments cannot be mixed: attack case CA-07.
public struct TrustAnchors: Sendable {
  /// The world that cards must belong to.
  public let environment: TrustEnvironment
  /// The authorities, in the order of their names.
  public let authorities: [Authority]

  /// Anchors from certificates that `pins` name, each.
  ///
  /// - Throws: ``Diagnostic/anchorNotPinned`` for a certificate that no pin names;
  ///   ``Diagnostic/anchorEnvironment`` when its name belongs to another environment;
  ///   ``Diagnostic/configurationInvalid`` for two authorities of one duty;
  ///   ``Diagnostic/authorityMissing`` without the two that issue CPS cards.
  public init(_ certificates: [Certificate], pinnedBy pins: TrustPins) throws(CPSError) {
    var authorities: [AuthorityName: Authority] = [:]
    for certificate in Set(certificates) {
      let authority = try Authority(certificate, pinnedBy: pins)
      guard authorities.updateValue(authority, forKey: authority.name) == nil else {
        throw CPSError(
          .configurationInvalid,
          ["place": "trust", "detail": "two authorities named \(authority.name.text)"])
      }
    }
    environment = pins.environment
    self.authorities = authorities.values.sorted { $0.name.text < $1.name.text }
    for duty in [AuthorityDuty.root, .persons] where authority(.strong, duty) == nil {
      throw CPSError(.authorityMissing, ["detail": "\(CertificateFamily.strong.rawValue) \(duty.rawValue)"])
    }
  }

  /// The authority of a family and a duty, if it is here.
  func authority(_ family: CertificateFamily, _ duty: AuthorityDuty) -> Authority? {
    authorities.first { $0.name.family == family && $0.name.duty == duty }
  }

  /// The authority that a certificate names as its issuer, by key identifier and by whole name.
  ///
  /// Names are compared in binary: the RECETTE tree has the common names of TEST (rule 3, case HN-19).
  func issuer(of certificate: Certificate) -> Authority? {
    guard let keyIdentifier = certificate.authorityKeyIdentifier else { return nil }
    return authorities.first {
      $0.keyIdentifier == keyIdentifier && $0.certificate.subject == certificate.issuer
    }
  }
}

extension Authority {
  /// A certificate that a pin names, with its place in the tree.
  init(_ certificate: Certificate, pinnedBy pins: TrustPins) throws(CPSError) {
    let shown = ["detail": certificate.subject.description]
    guard pins.contains(certificate) else {
      throw CPSError(.anchorNotPinned, shown, reason: certificate.subject.description)
    }
    guard let name = AuthorityName(certificate.subject), let keyIdentifier = certificate.subjectKeyIdentifier
    else { throw CPSError(.anchorNotPinned, shown, reason: "not named like an authority of IGC-Santé") }
    guard name.origin.environment == pins.environment else {
      throw CPSError(.anchorEnvironment, shown)
    }
    // A pin says which certificate it is, not that it is a good one.
    try StrictReading.check(certificate, at: .authority)
    self.init(certificate: certificate, name: name, keyIdentifier: keyIdentifier)
  }
}
