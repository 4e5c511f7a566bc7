public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// One authority of the tree, with its private key: worthless, since nobody but tests trusts it.
public struct SyntheticAuthority: Sendable {
  /// Its place.
  public let role: SyntheticRole
  /// Its certificate.
  public let certificate: Certificate
  /// Its private key.
  public let key: PrivateKey

  /// The authorities of IGC-Santé are valid for twenty years, those under a root a day less.
  private static let notBefore = Timestamp(secondsSince1970: 1_372_118_400)  // 2013-06-25T00:00:00Z
  private static let notAfter = Timestamp(secondsSince1970: 2_003_270_400)  // 2033-06-25T00:00:00Z

  /// Takes a certificate and its key together.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` when they do not belong together or the name is another's.
  init(_ role: SyntheticRole, certificate: Certificate, key: PrivateKey) throws(CPSError) {
    guard certificate.publicKey == key.publicKey, try certificate.subject == SyntheticName.authority(role)
    else {
      throw CPSError(
        .keyMalformed, reason: "certificate and key of \(role.fileName) are not of one authority")
    }
    self.role = role
    self.certificate = certificate
    self.key = key
  }

  /// Issues the certificate of an authority.
  init(_ role: SyntheticRole, key: PrivateKey, issuerKey: PrivateKey) throws(CPSError) {
    let builder = CertificateBuilder(
      serialNumber: try SyntheticSerial.authority(role), issuer: try SyntheticName.authority(role.issuer),
      subject: try SyntheticName.authority(role), notBefore: Self.notBefore,
      notAfter: role.isRoot ? Self.notAfter : Self.notAfter - .seconds(86_400),
      extensions: try Self.extensions(role, key: key.publicKey, issuerKey: issuerKey.publicKey))
    let certificate = try builder.certificate(for: key.publicKey, signedBy: issuerKey)
    try self.init(role, certificate: certificate, key: key)
  }

  /// A complete revocation list of this authority.
  ///
  /// - Parameters:
  ///   - number: cRLNumber, which must not decrease from list to list.
  ///   - revoked: the serial numbers of revoked certificates.
  ///   - thisUpdate: when it is issued.
  ///   - nextUpdate: when the next one comes at the latest.
  public func revocationList(
    number: UInt64, revoked: [[UInt8]], thisUpdate: Timestamp, nextUpdate: Timestamp
  ) throws(CPSError) -> RevocationList {
    // keyCompromise (RFC 5280, clause 5.3.1).
    let reason = CertificateExtension(.crlReason, value: [0x0A, 0x01, 0x01])
    let builder = RevocationListBuilder(
      issuer: certificate.subject, thisUpdate: thisUpdate, nextUpdate: nextUpdate,
      entries: revoked.map {
        .init(serialNumber: $0, moment: thisUpdate - .seconds(86_400), extensions: [reason])
      },
      extensions: [
        try SyntheticExtension.authorityKeyIdentifier(key.publicKey),
        CertificateExtension(.crlNumber, value: DEREncoding.integer(number)),
      ])
    return try builder.list(signedBy: key)
  }

  private static func extensions(
    _ role: SyntheticRole, key: PublicKey, issuerKey: PublicKey
  ) throws(CPSError) -> [CertificateExtension] {
    let constraints = DEREncoding.sequence(
      DEREncoding.boolean(true), role.isRoot ? [] : DEREncoding.integer(0))
    return [
      CertificateExtension(.basicConstraints, isCritical: true, value: constraints),
      SyntheticExtension.keyUsage([.keyCertSign, .crlSign]), SyntheticExtension.policy(.anyPolicy),
    ] + (role.isRoot ? [] : [SyntheticExtension.distributionPoints(role.issuer)]) + [
      try SyntheticExtension.subjectKeyIdentifier(key),
      try SyntheticExtension.authorityKeyIdentifier(issuerKey),
    ]
  }
}
