import CPSPrimitives
import OpenSSLKit
import Testing

/// A root, one authority under it and one leaf, each of which a test may make wrong.
struct TestTree {
  static let moment = instant("2026-11-21T12:00:00Z")

  static func instant(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: 0)
  }

  let rootKey: PrivateKey
  let authorityKey: PrivateKey
  let leafKey: PrivateKey
  var root: CertificateBuilder
  var authority: CertificateBuilder
  var leaf: CertificateBuilder
  var rootList: RevocationListBuilder
  var authorityList: RevocationListBuilder

  init() throws {
    rootKey = try TestKeys.rsa.get()
    authorityKey = try TestKeys.otherRSA.get()
    leafKey = try TestKeys.p256.get()
    let rootName = try Self.name("ROOT")
    let authorityName = try Self.name("AUTHORITY")
    let rootIdentifier = try Digest.sha1(rootKey.publicKey.subjectPublicKeyInfo)
    let authorityIdentifier = try Digest.sha1(authorityKey.publicKey.subjectPublicKeyInfo)
    root = Self.builder(
      1, rootName, rootName,
      try Self.authorityExtensions(subject: rootIdentifier, issuer: rootIdentifier, pathLength: nil))
    authority = Self.builder(
      2, rootName, authorityName,
      try Self.authorityExtensions(subject: authorityIdentifier, issuer: rootIdentifier, pathLength: 0))
    leaf = Self.builder(
      0x8899, authorityName, try Self.name("LEAF"),
      [
        CertificateExtension(.basicConstraints, value: DEREncoding.sequence()),
        CertificateExtension(
          .subjectKeyIdentifier,
          value: DEREncoding.octetString(try Digest.sha1(leafKey.publicKey.subjectPublicKeyInfo))),
        Self.issuerIdentifier(authorityIdentifier),
        Self.usage(.digitalSignature),
        Self.purposes([.clientAuthentication]),
      ])
    rootList = Self.list(rootName, rootIdentifier)
    authorityList = Self.list(authorityName, authorityIdentifier)
  }

  func rootCertificate() throws -> Certificate {
    try root.certificate(for: rootKey.publicKey, signedBy: rootKey)
  }

  func authorityCertificate() throws -> Certificate {
    try authority.certificate(for: authorityKey.publicKey, signedBy: rootKey)
  }

  func leafCertificate() throws -> Certificate {
    try leaf.certificate(for: leafKey.publicKey, signedBy: authorityKey)
  }

  func lists() throws -> [RevocationList] {
    [try rootList.list(signedBy: rootKey), try authorityList.list(signedBy: authorityKey)]
  }

  /// What path validation says about the leaf.
  func outcome(purpose: PathPurpose = .clientAuthentication, at moment: Timestamp = moment) throws
    -> PathOutcome
  {
    try PathValidator(
      anchors: [rootCertificate()], intermediates: [authorityCertificate()], revocationLists: lists(),
      checking: .wholePath
    ).validate(leafCertificate(), purpose: purpose, at: moment)
  }

  static func name(_ commonName: String) throws -> DistinguishedName {
    try DistinguishedName(relativeNames: [
      [NameAttribute(.countryName, .printable, "FR")], [NameAttribute(.commonName, .utf8, commonName)],
    ])
  }

  static func usage(_ usage: KeyUsage) -> CertificateExtension {
    CertificateExtension(.keyUsage, isCritical: true, value: DEREncoding.namedBits(usage.rawValue))
  }

  static func purposes(_ purposes: [ObjectIdentifier]) -> CertificateExtension {
    CertificateExtension(
      .extendedKeyUsage, value: DEREncoding.element(0x30, purposes.flatMap(DEREncoding.objectIdentifier)))
  }

  static func constraints(pathLength: Int?) -> CertificateExtension {
    CertificateExtension(
      .basicConstraints, isCritical: true,
      value: DEREncoding.sequence(
        DEREncoding.boolean(true), pathLength.map { DEREncoding.integer(UInt64($0)) } ?? []))
  }

  static func issuerIdentifier(_ identifier: [UInt8]) -> CertificateExtension {
    CertificateExtension(
      .authorityKeyIdentifier, value: DEREncoding.sequence(DEREncoding.element(0x80, identifier)))
  }

  private static func authorityExtensions(
    subject: [UInt8], issuer: [UInt8], pathLength: Int?
  ) throws -> [CertificateExtension] {
    [
      constraints(pathLength: pathLength), usage([.keyCertSign, .crlSign]),
      CertificateExtension(.subjectKeyIdentifier, value: DEREncoding.octetString(subject)),
      issuerIdentifier(issuer),
    ]
  }

  private static func builder(
    _ serial: UInt16, _ issuer: DistinguishedName, _ subject: DistinguishedName,
    _ extensions: [CertificateExtension]
  ) -> CertificateBuilder {
    CertificateBuilder(
      serialNumber: [UInt8(serial >> 8), UInt8(serial & 0xFF)], issuer: issuer, subject: subject,
      notBefore: instant("2025-11-01T00:00:00Z"), notAfter: instant("2028-11-01T00:00:00Z"),
      extensions: extensions)
  }

  private static func list(_ issuer: DistinguishedName, _ identifier: [UInt8]) -> RevocationListBuilder {
    RevocationListBuilder(
      issuer: issuer, thisUpdate: instant("2026-11-20T07:00:00Z"),
      nextUpdate: instant("2026-11-27T07:00:00Z"),
      entries: [],
      extensions: [
        issuerIdentifier(identifier), CertificateExtension(.crlNumber, value: DEREncoding.integer(300)),
      ])
  }
}
