import CPSDiagnostics
import OpenSSLKit
import Testing

/// issuingDistributionPoint, and where certificates say that they are listed.
@Suite struct ListScopeTests {
  private static let address = Array("http://igc.example/CRL/A.crl".utf8)
  private static let name = DEREncoding.element(0xA0, DEREncoding.element(0x86, address))

  private let tree: TestTree

  init() throws { tree = try TestTree() }

  @Test func `a list without the extension is about everything`() throws {
    let list = try tree.authorityList.list(signedBy: tree.authorityKey)
    #expect(list.scope == .everything)
    #expect(list.scope.distributionPoint == nil && !list.isDelta && list.baseNumber == nil)
  }

  @Test func `each member of the extension is read`() throws {
    #expect(try scope([0x81, 0x01, 0xFF]).hasUserCertificatesOnly)
    #expect(try scope([0x82, 0x01, 0xFF]).hasAuthorityCertificatesOnly)
    #expect(try scope([0x83, 0x02, 0x06, 0x40]).hasSomeReasonsOnly)
    #expect(try scope([0x84, 0x01, 0xFF]).isIndirect)
    #expect(try scope([0x85, 0x01, 0xFF]).hasAttributeCertificatesOnly)
    let named = try scope(DEREncoding.element(0xA0, Self.name) + [0x81, 0x01, 0xFF])
    #expect(named.distributionPoint?.addresses == ["http://igc.example/CRL/A.crl"])
    #expect(named.hasUserCertificatesOnly && !named.isIndirect)
  }

  @Test(arguments: [
    [UInt8](), [0x81, 0x01, 0x00], [0x81, 0x01, 0x01], [0x81, 0x00], [0x82, 0x01, 0xFF, 0x81, 0x01, 0xFF],
    [0x81, 0x01, 0xFF, 0x81, 0x01, 0xFF], [0x86, 0x01, 0xFF], [0xA0, 0x00], [0xA0, 0x02, 0xA0, 0x00],
    [0xA0, 0x02, 0xA2, 0x00], [0x02, 0x01, 0x01],
  ])
  func `an extension of another form refuses the list`(members: [UInt8]) throws {
    // An empty one says nothing, which is no fault (clause 5.2.5 only forbids to write it).
    if members.isEmpty {
      #expect(try scope(members) == .everything)
    } else {
      #expect(throws: CPSError(.revocationListMalformed)) { try scope(members) }
    }
  }

  @Test func `the base number of a delta list is read`() throws {
    var builder = tree.authorityList
    builder.extensions.append(
      CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(299)))
    let list = try builder.list(signedBy: tree.authorityKey)
    #expect(list.isDelta && list.baseNumber == [0x01, 0x2B])
    builder.extensions[builder.extensions.count - 1] = CertificateExtension(
      .deltaCRLIndicator, isCritical: true, value: [0x02, 0x01, 0xFF])
    #expect(throws: CPSError(.revocationListMalformed)) { try builder.list(signedBy: tree.authorityKey) }
  }

  @Test func `a certificate names the points that list it whole`() throws {
    let point = DEREncoding.sequence(DEREncoding.element(0xA0, Self.name))
    let reasons = DEREncoding.sequence(DEREncoding.element(0xA0, Self.name), [0x81, 0x02, 0x06, 0x40])
    let foreign = DEREncoding.sequence(
      DEREncoding.element(0xA0, Self.name), DEREncoding.element(0xA2, DEREncoding.element(0x82, [0x61])))
    var leaf = tree.leaf
    leaf.extensions.append(
      CertificateExtension(.crlDistributionPoints, value: DEREncoding.sequence(point, reasons, foreign)))
    let certificate = try leaf.certificate(for: tree.leafKey.publicKey, signedBy: tree.authorityKey)
    #expect(
      try DistributionPointName.all(of: certificate).map(\.addresses) == [["http://igc.example/CRL/A.crl"]])
    #expect(try DistributionPointName.all(of: tree.leafCertificate()).isEmpty)
  }

  private func scope(_ members: [UInt8]) throws -> RevocationListScope {
    var builder = tree.authorityList
    builder.extensions.append(
      CertificateExtension(
        .issuingDistributionPoint, isCritical: true, value: DEREncoding.element(0x30, members)))
    return try builder.list(signedBy: tree.authorityKey).scope
  }
}
