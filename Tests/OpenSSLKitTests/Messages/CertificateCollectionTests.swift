import CPSDiagnostics
import OpenSSLKit
import TestSupport
import Testing

/// What programs of other makers put into one file.
@Suite struct CertificateCollectionTests {
  private let tree: TestTree
  private let certificates: [Certificate]
  private let list: RevocationList

  init() throws {
    tree = try TestTree()
    certificates = [try tree.rootCertificate(), try tree.authorityCertificate()]
    list = try tree.authorityList.list(signedBy: tree.authorityKey)
  }

  private func packed(_ form: String) async throws -> [UInt8] {
    let pem = try certificates.map { try $0.pem() }.joined()
    let answer = try await OpenSSLCommand.run(
      ["crl2pkcs7", "-in", "list.pem", "-certfile", "chain.pem", "-outform", form],
      files: ["list.pem": Array(try list.pem().utf8), "chain.pem": Array(pem.utf8)])
    try #require(answer.isSuccess, "\(answer.text)")
    return answer.bytes
  }

  @Test func `a p7b that openssl wrote is read, in DER and in PEM`() async throws {
    let der = try await packed("DER")
    #expect(CertificateCollection.isSignedData(der))
    let fromDER = try CertificateCollection(pkcs7: der)
    #expect(fromDER.certificates == certificates)
    #expect(fromDER.revocationLists.map(\.der) == [list.der])
    let text = String(decoding: try await packed("PEM"), as: UTF8.self)
    #expect(text.contains("BEGIN PKCS7"))
    let fromPEM = try CertificateCollection(pem: "a remark\n" + text)
    #expect(fromPEM.certificates == certificates)
    #expect(fromPEM.revocationLists.map(\.der) == [list.der])
  }

  /// What libraries for Java write unless told otherwise: lengths that are not said.
  @Test func `a wrapping in BER is read, and its members as strictly as ever`() throws {
    let ders = certificates.map(\.der)
    #expect(try CertificateCollection(pkcs7: Self.indefinite(ders)).certificates == certificates)
    #expect(CertificateCollection.isSignedData(Self.indefinite([])))
    var wrong = ders[0]
    wrong[wrong.count - 1] ^= 1
    let changed = try CertificateCollection(pkcs7: Self.indefinite([wrong]))
    #expect(changed.certificates.map(\.der) == [wrong])
  }

  @Test func `one text may hold blocks of every kind`() async throws {
    let text =
      try certificates[1].pem() + String(decoding: try await packed("PEM"), as: UTF8.self) + list.pem()
    let collection = try CertificateCollection(pem: text)
    #expect(collection.certificates.count == 3)
    #expect(collection.revocationLists.count == 2)
  }

  @Test func `a message with a signer is no parcel of certificates`() throws {
    let signed = try SignedContent(signing: [1, 2, 3], by: tree.rootKey, as: certificates[0])
    #expect(throws: CPSError(.inputMalformed)) { try CertificateCollection(pkcs7: signed.der) }
  }

  @Test func `what is no SignedData is refused`() throws {
    let data = DEREncoding.sequence(
      DEREncoding.objectIdentifier(.messageData), DEREncoding.element(0xA0, DEREncoding.octetString([1])))
    for bytes in [[], [0x30], [0x30, 0x00], data, certificates[0].der, list.der] {
      #expect(throws: CPSError(.inputMalformed)) { try CertificateCollection(pkcs7: bytes) }
      #expect(!CertificateCollection.isSignedData(bytes))
    }
    let key = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n"
    for text in ["", key, "-----BEGIN PKCS7-----\n"] {
      #expect(throws: CPSError(.inputMalformed)) { try CertificateCollection(pem: text) }
    }
  }

  @Test func `a p7b that is cut or lengthened is refused`() async throws {
    let der = try await packed("DER")
    for count in stride(from: 0, to: der.count, by: 37) {
      #expect(throws: CPSError.self) { try CertificateCollection(pkcs7: Array(der.prefix(count))) }
    }
    #expect(throws: CPSError.self) { try CertificateCollection(pkcs7: der + [0]) }
  }

  @Test func `HN-15 more members than anybody needs are refused`() throws {
    let count = CertificateCollection.maximumCount + 1
    let many = Array(repeating: certificates[0].der, count: count)
    #expect(throws: CPSError(.inputMalformed)) { try CertificateCollection(pkcs7: Self.indefinite(many)) }
    let text = String(repeating: try certificates[0].pem(), count: count)
    #expect(throws: CPSError(.inputMalformed)) { try CertificateCollection(pem: text) }
  }

  /// SignedData without contents and signers, the outer lengths indefinite (X.690, clause 8.1.3.6).
  private static func indefinite(_ certificates: [[UInt8]]) -> [UInt8] {
    func open(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] { [tag, 0x80] + contents + [0x00, 0x00] }
    let type = DEREncoding.sequence(DEREncoding.objectIdentifier(.messageData))
    let data = open(
      0x30,
      DEREncoding.integer(1) + open(0x31, []) + type + open(0xA0, certificates.flatMap { $0 })
        + open(0x31, []))
    return open(0x30, DEREncoding.objectIdentifier(.signedData) + open(0xA0, data))
  }
}
