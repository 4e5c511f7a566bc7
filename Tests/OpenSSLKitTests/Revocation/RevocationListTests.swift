import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@Suite struct RevocationListTests {
  private func tree() throws -> TestTree {
    var tree = try TestTree()
    let moment = TestTree.instant("2026-11-01T00:00:00Z")
    let reason = CertificateExtension(.crlReason, value: [0x0A, 0x01, 0x01])
    tree.authorityList.entries = [
      .init(serialNumber: [0xFF, 0x00], moment: moment, extensions: [reason]),
      .init(serialNumber: [0x88, 0x99], moment: moment), .init(serialNumber: [0x01], moment: moment),
    ]
    return tree
  }

  @Test func `fields and entries are read`() throws {
    let tree = try tree()
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    #expect(list.issuer == tree.authority.subject)
    #expect(list.thisUpdate == TestTree.instant("2026-11-20T07:00:00Z"))
    #expect(list.nextUpdate == TestTree.instant("2026-11-27T07:00:00Z"))
    #expect(list.number == [0x01, 0x2C])
    #expect(list.authorityKeyIdentifier == (try tree.authorityCertificate().subjectKeyIdentifier))
    #expect(list.signatureAlgorithm == .sha256WithRSA)
    #expect(list.entryCount == 3)
    #expect(!list.isDelta && list.issuingDistributionPoint == nil && list.unknownCriticalExtensions.isEmpty)
    #expect(try RevocationList.all(inPEM: list.pem()).map(\.der) == [list.der])
  }

  @Test func `serial numbers are compared as numbers, under their issuer`() throws {
    let tree = try tree()
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    for serial in [[0x01], [0x00, 0x01], [0x88, 0x99], [0xFF, 0x00]] as [[UInt8]] {
      #expect(list.contains(serialNumber: serial))
    }
    for serial in [[], [0x00], [0x02], [0x99, 0x88], [0x01, 0x88, 0x99], [0xFF]] as [[UInt8]] {
      #expect(!list.contains(serialNumber: serial))
    }
    #expect(list.contains(try tree.leafCertificate()))
    var stranger = tree.leaf
    stranger.issuer = tree.root.subject
    #expect(try !list.contains(stranger.certificate(for: tree.leafKey.publicKey, signedBy: tree.rootKey)))
  }

  @Test func `the signature is that of one key`() throws {
    let tree = try tree()
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    #expect(try list.isSigned(by: tree.authorityKey.publicKey))
    #expect(try !list.isSigned(by: tree.rootKey.publicKey))
    #expect(try !list.isSigned(by: tree.leafKey.publicKey))
    var bytes = list.der
    bytes[bytes.count - 1] ^= 1
    #expect(try !RevocationList(der: bytes).isSigned(by: tree.authorityKey.publicKey))
  }

  @Test func `HN-13 unknown critical extensions are named, those of other entries too`() throws {
    var tree = try tree()
    tree.authorityList.entries[2].extensions = [
      CertificateExtension("1.2.3.4", isCritical: true, value: DEREncoding.null)
    ]
    tree.authorityList.extensions.append(
      CertificateExtension("1.2.3.5", isCritical: true, value: DEREncoding.null))
    tree.authorityList.extensions.append(CertificateExtension("1.2.3.6", value: DEREncoding.null))
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    #expect(list.unknownCriticalExtensions == ["1.2.3.4", "1.2.3.5"])
  }

  @Test func `bytes that are not exactly one DER list are refused`() throws {
    let tree = try tree()
    let der = try tree.authorityList.list(signedBy: tree.authorityKey).der
    for wrong in [[], der + [0], try tree.leafCertificate().der, DEREncoding.sequence()] {
      #expect(throws: CPSError(.revocationListMalformed)) { try RevocationList(der: wrong) }
    }
    for count in der.indices {
      #expect(throws: CPSError(.revocationListMalformed)) {
        try RevocationList(der: Array(der.prefix(count)))
      }
    }
    #expect(throws: CPSError(.revocationListMalformed)) { try RevocationList.all(inPEM: "") }
  }

  @Test func `a repeated extension and a negative number are refused`() throws {
    var tree = try tree()
    tree.authorityList.extensions.append(CertificateExtension(.crlNumber, value: DEREncoding.integer(1)))
    #expect(throws: CPSError(.revocationListMalformed)) {
      try tree.authorityList.list(signedBy: tree.authorityKey)
    }
    tree.authorityList.extensions = [CertificateExtension(.crlNumber, value: [0x02, 0x01, 0xFF])]
    #expect(throws: CPSError(.revocationListMalformed)) {
      try tree.authorityList.list(signedBy: tree.authorityKey)
    }
  }
}
