import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@Suite struct CertificateTests {
  @Test func `what the openssl command sees is what is read`() async throws {
    let tree = try TestTree()
    let leaf = try tree.leafCertificate()
    let answer = try await OpenSSLCommand.run(
      [
        "x509", "-inform", "DER", "-in", "leaf.der", "-noout", "-serial", "-subject", "-issuer", "-dates",
        "-nameopt",
        "RFC2253", "-fingerprint", "-sha256",
      ], files: ["leaf.der": leaf.der])
    let fingerprint = leaf.sha256.map { Hexadecimal.encode([$0]).uppercased() }.joined(separator: ":")
    #expect(
      answer.text == """
        serial=\(Hexadecimal.encode(leaf.serialNumber).uppercased())
        subject=\(leaf.subject.description)
        issuer=\(leaf.issuer.description)
        notBefore=Nov  1 00:00:00 2025 GMT
        notAfter=Nov  1 00:00:00 2028 GMT
        sha256 Fingerprint=\(fingerprint)

        """)
    #expect(leaf.notAfter == tree.leaf.notAfter)
    #expect(leaf.publicKey == tree.leafKey.publicKey)
  }

  @Test func `PEM gives the same certificates back`() throws {
    let tree = try TestTree()
    let (root, leaf) = (try tree.rootCertificate(), try tree.leafCertificate())
    #expect(try Certificate.all(inPEM: "# two\n" + root.pem() + "between\n" + leaf.pem()) == [root, leaf])
    for wrong in ["", "-----BEGIN CERTIFICATE-----", try tree.leafKey.pem()] {
      #expect(throws: CPSError(.certificateMalformed)) { try Certificate.all(inPEM: wrong) }
    }
  }

  @Test func `bytes that are not exactly one DER certificate are refused`() throws {
    let der = try TestTree().leafCertificate().der
    var indefinite = der
    indefinite.replaceSubrange(1..<4, with: [0x80])
    let tooLong = DEREncoding.octetString([UInt8](repeating: 0, count: Certificate.maximumLength))
    let wrong: [[UInt8]] = [
      [], [0x30], der + [0], der + der, Array(der.dropLast()), indefinite + [0, 0], tooLong,
      DEREncoding.sequence(),
    ]
    for bytes in wrong {
      #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: bytes) }
    }
  }

  @Test func `HC-13 a certificate cut anywhere is refused`() throws {
    let der = try TestTree().leafCertificate().der
    for count in der.indices {
      #expect(throws: CPSError(.certificateMalformed)) { try Certificate(der: Array(der.prefix(count))) }
    }
  }

  @Test func `a default that is written out is refused`() throws {
    var tree = try TestTree()
    // cA FALSE, which is the default, in basicConstraints.
    tree.leaf.extensions[0] = CertificateExtension(
      .basicConstraints, value: DEREncoding.sequence(DEREncoding.boolean(false)))
    #expect(throws: CPSError(.certificateMalformed)) { try tree.leafCertificate() }
  }

  @Test(arguments: [
    ("2.5.29.15", "0500"), ("2.5.29.15", "03020000"), ("2.5.29.15", "0303008080"), ("2.5.29.37", "3000"),
    ("2.5.29.37", "30020500"), ("2.5.29.19", "3003020100020100"), ("2.5.29.14", "0500"),
    ("2.5.29.35", "0400"),
    ("2.5.29.32", "3000"), ("2.5.29.17", "0500"), ("2.5.29.31", ""), ("1.3.6.1.5.5.7.1.1", "04"),
    ("2.5.29.46", "05000500"),
  ])
  func `an extension whose value is not its type is refused`(oid: String, value: String) throws {
    var tree = try TestTree()
    tree.leaf.extensions = [
      CertificateExtension(ObjectIdentifier(stringLiteral: oid), value: try Array(hexadecimal: value))
    ]
    #expect(throws: CPSError(.certificateMalformed)) { try tree.leafCertificate() }
  }

  @Test func `what a stranger's extension holds is not judged`() throws {
    var tree = try TestTree()
    tree.leaf.extensions.append(CertificateExtension("1.2.3.4", value: []))
    #expect(try tree.leafCertificate().extensions("1.2.3.4").map(\.value) == [[]])
    #expect(try tree.outcome().isValid)
  }

  @Test func `an extension that occurs twice is read as absent, and named`() throws {
    var tree = try TestTree()
    tree.leaf.extensions.append(TestTree.usage([.digitalSignature, .keyCertSign]))
    let leaf = try tree.leafCertificate()
    #expect(leaf.keyUsage == nil)
    #expect(leaf.repeatedExtensions == [.keyUsage])
    #expect(leaf.extensions(.keyUsage).count == 2)
    #expect(try !tree.outcome().isValid)
  }

  @Test func `HC-34 names keep what is in them, and are shown escaped`() throws {
    var tree = try TestTree()
    tree.leaf.subject = try DistinguishedName(relativeNames: [
      [
        NameAttribute(.surname, .utf8, "A\u{0}B"), NameAttribute(.givenName, .printable, "É"),
        NameAttribute(.commonName, .ia5, "\u{1B}[31m"),
      ]
    ])
    let subject = try tree.leafCertificate().subject
    #expect(subject.attributes(.surname).map(\.text) == ["A\u{0}B"])
    #expect(subject.attributes(.givenName).map(\.text) == [nil])
    #expect(subject.attributes(.commonName).map(\.stringType) == [.ia5])
    #expect(!subject.description.unicodeScalars.contains { $0.value < 0x20 })
    #expect(subject.relativeNames.map(\.count) == [3])
  }

  @Test func `times before and after 2050 are read in both forms`() async throws {
    var tree = try TestTree()
    tree.leaf.notBefore = TestTree.instant("1950-01-01T00:00:00Z")
    tree.leaf.notAfter = TestTree.instant("9999-12-31T23:59:59Z")
    let leaf = try tree.leafCertificate()
    #expect(leaf.notBefore == tree.leaf.notBefore)
    #expect(leaf.notAfter == tree.leaf.notAfter)
    tree.leaf.notAfter = TestTree.instant("2049-12-31T23:59:59Z")
    #expect(try tree.leafCertificate().notAfter == tree.leaf.notAfter)
    let answer = try await OpenSSLCommand.run(
      ["x509", "-inform", "DER", "-in", "leaf.der", "-noout", "-startdate"], files: ["leaf.der": leaf.der])
    #expect(answer.text == "notBefore=Jan  1 00:00:00 1950 GMT\n")
  }
}
