internal import CPSDiagnostics
internal import OpenSSLKit

/// The paths of the families that issue the accepted types of card.
struct CardPaths: Sendable {
  private let anchors: TrustAnchors
  private let paths: [CardPath]

  /// - Throws: ``Diagnostic/authorityMissing`` when no anchor issues an accepted type.
  init(of accepted: AcceptedCards, in anchors: TrustAnchors) throws(CPSError) {
    var paths: [CardPath] = []
    for family in accepted.families.sorted(by: { $0.rawValue < $1.rawValue }) {
      guard let path = try CardPath(family, in: anchors) else {
        throw CPSError(.authorityMissing, ["detail": "\(family.rawValue) PERSONNES, RACINE"])
      }
      paths.append(path)
    }
    self.anchors = anchors
    self.paths = paths
  }

  /// The path for the certificate of a card.
  ///
  /// - Throws: as for any certificate.
  func path(for card: CardCertificate) throws(CPSError) -> CardPath { try path(for: card.certificate) }

  /// The path of the authority that the certificate names by key and by whole name.
  ///
  /// What names another is told why: another world, another family, or nobody that is known.
  ///
  /// - Throws: ``Diagnostic/environmentMismatch``, ``Diagnostic/profileNotCPS`` or
  ///   ``Diagnostic/anchorUnknown``.
  func path(for certificate: Certificate) throws(CPSError) -> CardPath {
    let issuer = anchors.issuer(of: certificate)
    if let issuer, let path = paths.first(where: { $0.issuer == issuer }) { return path }
    let shown = certificate.issuer.description
    guard !IssuerOrigin(certificate.issuer).contradicts(anchors.environment) else {
      throw CPSError(.environmentMismatch, reason: "rule 4: issued by \(shown)")
    }
    if let name = issuer?.name ?? AuthorityName(certificate.issuer),
      !paths.contains(where: { $0.issuer.name == name })
    {
      throw CPSError(
        .profileNotCPS, ["detail": "issued by \(name.text)"], reason: "rule 2: issued by \(shown)")
    }
    throw CPSError(.anchorUnknown, reason: "rule 3: issued by \(shown)")
  }
}
