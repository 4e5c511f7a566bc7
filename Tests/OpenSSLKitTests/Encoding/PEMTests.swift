import CPSDiagnostics
import Testing

@testable import OpenSSLKit

/// Texts of several blocks: all of them are read, or none.
@Suite struct PEMTests {
  private static func texts() throws -> (certificates: [String], list: String) {
    let tree = try TestTree()
    let certificates = try [tree.rootCertificate(), tree.authorityCertificate(), tree.leafCertificate()]
    return (try certificates.map { try $0.pem() }, try tree.lists()[0].pem())
  }

  @Test(arguments: ["\n", "\r\n"])
  func `blocks are read in their order, with text between them`(lineEnd: String) throws {
    let (certificates, list) = try Self.texts()
    let text = "subject: somebody\n\(certificates[0])\n-- BEGIN --\n\(list)\(certificates[1])".replacing(
      "\n", with: lineEnd)
    let expected = try [TestTree().rootCertificate(), TestTree().authorityCertificate()].map(\.subject)
    #expect(try Certificate.all(inPEM: text).map(\.subject) == expected)
    #expect(try RevocationList.all(inPEM: text).count == 1)
    let collection = try CertificateCollection(pem: text)
    #expect(collection.certificates.count == 2)
    #expect(collection.revocationLists.count == 1)
  }

  /// libcrypto stops at the first block that it cannot read.
  @Test(arguments: [
    ("!", "no base64"), ("-----END", "no end"), ("-----BEGIN CERTIFICATE-----", "a beginning inside"),
  ])
  func `a broken block takes nothing behind it along in silence`(part: String, name: String) throws {
    let (certificates, list) = try Self.texts()
    var lines = certificates[1].split(separator: "\n").map(String.init)
    lines[name == "no end" ? lines.count - 1 : 2] = part
    let broken = certificates[0] + lines.joined(separator: "\n") + "\n" + list + certificates[2]
    let asCertificates = #expect(throws: CPSError.self) { try Certificate.all(inPEM: broken) }
    #expect(asCertificates?.diagnostic == .certificateMalformed)
    let asLists = #expect(throws: CPSError.self) { try RevocationList.all(inPEM: broken) }
    #expect(asLists?.diagnostic == .revocationListMalformed)
    let asBoth = #expect(throws: CPSError.self) { try CertificateCollection(pem: broken) }
    #expect(asBoth?.diagnostic == .inputMalformed)
  }

  @Test func `no block is nothing to read`() {
    #expect(throws: CPSError.self) { try Certificate.all(inPEM: "") }
    #expect(throws: CPSError.self) { try RevocationList.all(inPEM: "-----END X509 CRL-----\n") }
    #expect(throws: CPSError.self) { try CertificateCollection(pem: "certificate\n") }
  }
}
