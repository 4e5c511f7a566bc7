import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSTrust

/// What the plain mode refuses beside what libcrypto does.
@Suite struct PlainRefusalTests {
  private let tree: PlainTree

  init() throws { tree = try PlainTree() }

  /// One thing wrong with a tree, and the reason that must be given.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let kind: PlainReason.Kind
    let apply: @Sendable (inout PlainTree) throws -> Void

    init(
      _ name: String, _ kind: PlainReason.Kind, _ apply: @escaping @Sendable (inout PlainTree) throws -> Void
    ) {
      testDescription = name
      self.kind = kind
      self.apply = apply
    }
  }

  private static let unknown = CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null)

  static let unknownExtensions = [
    Fault("leaf", .criticalExtension) { $0.leaf.extensions.append(unknown) },
    Fault("authority", .criticalExtension) { $0.authority.extensions.append(unknown) },
    Fault("list", .revocationUnknown) { $0.authorityList.extensions.append(unknown) },
    Fault("another entry of the list", .revocationUnknown) { tree in
      tree.authorityList.entries = [.init(serialNumber: [7], moment: PlainTree.now, extensions: [unknown])]
    },
  ]

  @Test(arguments: unknownExtensions)
  func `HN-18 a critical extension that nobody knows refuses wherever it stands`(fault: Fault) throws {
    try expect(fault)
  }

  static let issuers = [
    Fault("no keyCertSign", .authority) { tree in
      tree.authority.extensions[1] = Extensions.usage([.digitalSignature, .crlSign])
    },
    Fault("no authority", .authority) { tree in
      tree.authority.extensions[0] = CertificateExtension(.basicConstraints, value: DEREncoding.sequence())
    },
    Fault("past its end", .expired) { $0.authority.notAfter = moment("2026-01-01T00:00:00Z") },
    Fault("revoked", .revoked) { tree in
      let entry = RevocationListBuilder.Entry(
        serialNumber: tree.authority.serialNumber, moment: PlainTree.now)
      tree.rootList.entries = [entry]
    },
  ]

  @Test(arguments: issuers)
  func `HN-16 an authority that may not issue issues nothing`(fault: Fault) throws { try expect(fault) }

  @Test func `HN-16 a leaf is no issuer, and pathLenConstraint is kept`() throws {
    let key = tree.spareKeys[0]
    let below = try PlainTree.leaf("BELOW", under: "LEAF", key: key, issuerKey: tree.leafKey)
      .certificate(for: key.publicKey, signedBy: tree.leafKey)
    let chain = [try tree.leafCertificate(), try tree.authorityCertificate()]
    #expect(try !tree.verdict(on: below, intermediates: chain, revocation: .none).isValid)

    let narrow = try PlainTree.authority(
      "AUTHORITY", under: "ROOT", key: tree.authorityKey, issuerKey: tree.rootKey, pathLength: 0
    ).certificate(for: tree.authorityKey.publicKey, signedBy: tree.rootKey)
    let second = try PlainTree.authority("SECOND", under: "AUTHORITY", key: key, issuerKey: tree.authorityKey)
      .certificate(for: key.publicKey, signedBy: tree.authorityKey)
    let leaf = try PlainTree.leaf("LEAF", under: "SECOND", key: tree.leafKey, issuerKey: key)
      .certificate(for: tree.leafKey.publicKey, signedBy: key)
    let verdict = try tree.verdict(on: leaf, intermediates: [narrow, second], revocation: .none)
    #expect(verdict.reasons.map(\.kind) == [.authority])
  }

  @Test(arguments: [SignatureAlgorithmName.sha1, SignatureAlgorithmName.md5])
  func `HN-16 HN-13 former digests are refused on certificates and on lists`(algorithm: UInt8) throws {
    let leaf = try Certificate(
      der: SignatureAlgorithmName.replaced(in: try tree.leafCertificate().der, by: algorithm))
    for purpose in [PlainPurpose.client, .any] {
      #expect(try tree.verdict(on: leaf, purpose: purpose).reasons.contains { $0.kind == .weak })
      let list = try RevocationList(
        der: SignatureAlgorithmName.replaced(in: try tree.lists()[1].der, by: algorithm))
      let reasons = try tree.verdict(lists: [try tree.lists()[0], list], purpose: purpose).reasons
      #expect(reasons.contains { $0.detail.contains("left aside: signature algorithm") })
    }
  }

  @Test(arguments: KeyStrengthTests.weakKeys.filter { !$0.testDescription.contains("4,104") })
  func `HC-19 a weak key is refused on the leaf, too`(weak: KeyStrengthTests.WeakKey) throws {
    let certificate = try tree.leaf.certificate(for: weak.key(), signedBy: tree.authorityKey)
    for purpose in [PlainPurpose.client, .any] {
      let reasons = try tree.verdict(on: certificate, purpose: purpose).reasons
      #expect(reasons.contains { [.weak, .bounds].contains($0.kind) && $0.depth == 0 })
    }
  }

  static let names = ["NUL\u{0}", "ESC\u{1B}[2J", "\u{202E}gnirts", "line\u{2028}end"]

  @Test(arguments: names)
  func `HC-34 characters that nobody sees are refused in names`(name: String) throws {
    var tree = tree
    tree.leaf.subject = try PlainTree.name(name)
    #expect(try tree.verdict().reasons.map(\.kind) == [.profile])
  }

  @Test func `HN-13 a list of changes counts, though nothing points to it`() throws {
    var changes = try PlainTree.list(of: "AUTHORITY", key: tree.authorityKey, number: 301)
    changes.extensions.append(
      CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(300)))
    changes.entries = [.init(serialNumber: tree.leaf.serialNumber, moment: PlainTree.now)]
    let lists = try tree.lists()
    let genuine = try changes.list(signedBy: tree.authorityKey)
    #expect(try tree.verdict(lists: lists + [genuine]).reasons.map(\.kind) == [.revoked])
    let forged = try changes.list(signedBy: tree.spareKeys[0])
    #expect(try tree.verdict(lists: lists + [forged]).isValid)
    // removeFromCRL (RFC 5280, clause 5.3.1).
    changes.entries[0].extensions = [CertificateExtension(.crlReason, value: [0x0A, 0x01, 0x08])]
    #expect(try tree.verdict(lists: lists + [try changes.list(signedBy: tree.authorityKey)]).isValid)
    #expect(try !tree.verdict(lists: [lists[0], genuine]).isValid)
  }

  @Test func `HN-13 a list without a number counts for none where somebody logs in`() throws {
    var tree = tree
    tree.authorityList.extensions.removeAll { $0.oid == .crlNumber }
    #expect(try !tree.verdict().isValid)
    #expect(try tree.verdict(purpose: .any).isValid)
  }

  private func expect(_ fault: Fault) throws {
    var tree = tree
    try fault.apply(&tree)
    for purpose in [PlainPurpose.client, .any] {
      let verdict = try tree.verdict(purpose: purpose)
      #expect(verdict.reasons.contains { $0.kind == fault.kind }, "\(purpose)")
    }
  }
}
