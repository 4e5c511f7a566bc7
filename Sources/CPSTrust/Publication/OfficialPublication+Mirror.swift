internal import CPSDiagnostics
internal import CPSProof

extension OfficialPublication {
  /// The same files at a mirror of the administrator's: under its address as under that of the official host.
  ///
  /// A synthetic tree has its files where those of production would be.
  ///
  /// - Parameter mirror: scheme, host and perhaps a path, such as `http://mirror.example/igc`.
  /// - Throws: ``Diagnostic/publicationAddressRefused``.
  init?(of name: AuthorityName, in environment: TrustEnvironment, at mirror: String) throws(CPSError) {
    let official = environment == .synthetic ? TrustEnvironment.production : environment
    guard let publication = OfficialPublication(of: name, in: official) else { return nil }
    let base = mirror.hasSuffix("/") ? String(mirror.dropLast()) : mirror
    certificate = try PublicationAddress(base + publication.certificate.path)
    revocationList = try PublicationAddress(base + publication.revocationList.path)
  }
}
