import CPSPrimitives
import OpenSSLKit
import SyntheticIGC

@testable import CPSTrust

/// A root, one authority under it and one leaf of no particular world, each of which a test may make wrong.
struct PlainTree {
  static let now = moment("2026-11-21T12:00:00Z")

  let rootKey: PrivateKey
  let authorityKey: PrivateKey
  let leafKey: PrivateKey
  /// Keys of nobody yet.
  let spareKeys: [PrivateKey]
  var root: CertificateBuilder
  var authority: CertificateBuilder
  var leaf: CertificateBuilder
  var rootList: RevocationListBuilder
  var authorityList: RevocationListBuilder

  init() throws {
    // Making keys is slow: those of the shared tree serve.
    let keys = try TestTree.shared.get().igc.authorities.map(\.key)
    (rootKey, authorityKey, leafKey) = (keys[0], keys[1], keys[2])
    spareKeys = Array(keys[3...])
    root = try Self.authority("ROOT", under: "ROOT", key: rootKey, issuerKey: rootKey)
    authority = try Self.authority("AUTHORITY", under: "ROOT", key: authorityKey, issuerKey: rootKey)
    leaf = try Self.leaf("LEAF", under: "AUTHORITY", key: leafKey, issuerKey: authorityKey)
    rootList = try Self.list(of: "ROOT", key: rootKey)
    authorityList = try Self.list(of: "AUTHORITY", key: authorityKey)
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

  /// What the plain mode says of the leaf, with other authorities or lists where a test gives them.
  func verdict(
    on other: Certificate? = nil, intermediates: [Certificate]? = nil, lists: [RevocationList]? = nil,
    purpose: PlainPurpose = .client, revocation: PlainRevocation = .require,
    policies: PolicyRequirements = .none, at moment: Timestamp = now
  ) throws -> PlainVerdict {
    try PlainVerifier(
      roots: [rootCertificate()], intermediates: intermediates ?? [authorityCertificate()],
      revocationLists: lists ?? self.lists()
    ).verify(
      other ?? leafCertificate(),
      requiring: PlainRequirements(purpose: purpose, revocation: revocation, policies: policies), at: moment)
  }

  static func name(_ commonName: String) throws -> DistinguishedName {
    try DistinguishedName(relativeNames: [
      [NameAttribute(.countryName, .printable, "FR")], [NameAttribute(.commonName, .utf8, commonName)],
    ])
  }

  static func identifier(of key: PublicKey) throws -> [UInt8] { try Digest.sha1(key.subjectPublicKeyInfo) }

  static func authority(
    _ name: String, under issuer: String, key: PrivateKey, issuerKey: PrivateKey, pathLength: Int? = nil
  ) throws -> CertificateBuilder {
    let constraints = DEREncoding.sequence(
      DEREncoding.boolean(true), pathLength.map { DEREncoding.integer(UInt64($0)) } ?? [])
    return try builder(
      name, under: issuer, key: key.publicKey, issuerKey: issuerKey.publicKey,
      [
        CertificateExtension(.basicConstraints, isCritical: true, value: constraints),
        Extensions.usage([.keyCertSign, .crlSign]),
      ])
  }

  static func leaf(
    _ name: String, under issuer: String, key: PrivateKey, issuerKey: PrivateKey
  ) throws -> CertificateBuilder {
    try builder(
      name, under: issuer, key: key.publicKey, issuerKey: issuerKey.publicKey,
      [Extensions.usage(.digitalSignature), Extensions.purposes(.clientAuthentication)])
  }

  static func list(of issuer: String, key: PrivateKey, number: UInt64 = 300) throws -> RevocationListBuilder {
    RevocationListBuilder(
      issuer: try name(issuer), thisUpdate: moment("2026-11-20T07:00:00Z"),
      nextUpdate: moment("2026-11-27T07:00:00Z"), entries: [],
      extensions: [
        Extensions.issuerKey(try identifier(of: key.publicKey)),
        CertificateExtension(.crlNumber, value: DEREncoding.integer(number)),
      ])
  }

  private static func builder(
    _ name: String, under issuer: String, key: PublicKey, issuerKey: PublicKey,
    _ extensions: [CertificateExtension]
  ) throws -> CertificateBuilder {
    let identifiers = [
      CertificateExtension(
        .subjectKeyIdentifier, value: DEREncoding.octetString(try identifier(of: key))),
      Extensions.issuerKey(try identifier(of: issuerKey)),
    ]
    return CertificateBuilder(
      serialNumber: [0x01] + (try Digest.sha1(Array((name + issuer).utf8))).prefix(7),
      issuer: try Self.name(issuer), subject: try Self.name(name), notBefore: moment("2025-11-01T00:00:00Z"),
      notAfter: moment("2028-11-01T00:00:00Z"), extensions: extensions + identifiers)
  }
}
