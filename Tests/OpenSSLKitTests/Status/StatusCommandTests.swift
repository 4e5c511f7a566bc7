import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

/// What `openssl ocsp` reads of ours, and what we read of its own: a second opinion on every byte.
@Suite struct StatusCommandTests {
  private let tree: TestTree
  private let issuer: Certificate
  private let leaf: Certificate

  init() throws {
    tree = try TestTree()
    issuer = try tree.authorityCertificate()
    leaf = try tree.leafCertificate()
  }

  private func request(_ digest: IdentifierDigest, nonce: StatusNonce?) throws -> StatusRequest {
    StatusRequest(
      about: try CertificateIdentifier(serialNumber: leaf.serialNumber, issuedBy: issuer, digest: digest),
      nonce: nonce)
  }

  @Test(arguments: IdentifierDigest.allCases)
  func `openssl reads our request, field by field`(digest: IdentifierDigest) async throws {
    let nonce = try StatusNonce(from: SystemRandomSource())
    let request = try request(digest, nonce: nonce)
    let answer = try await OpenSSLCommand.run(
      ["ocsp", "-reqin", "request", "-req_text", "-noverify"], files: ["request": request.der])
    #expect(answer.isSuccess, "\(answer.text)")
    let expected = [
      "Version: 1 (0x0)", "Hash Algorithm: \(digest == .sha1 ? "sha1" : "sha256")",
      "Issuer Name Hash: \(Hexadecimal.encode(request.identifier.issuerNameHash).uppercased())",
      "Issuer Key Hash: \(Hexadecimal.encode(request.identifier.issuerKeyHash).uppercased())",
      "Serial Number: 8899", "OCSP Nonce", "0420\(Hexadecimal.encode(nonce.bytes).uppercased())",
    ]
    for line in expected { #expect(answer.text.contains(line), "\(line) in\n\(answer.text)") }
  }

  @Test func `openssl makes the very request that we make`() async throws {
    for digest in IdentifierDigest.allCases {
      let option = digest == .sha1 ? "-sha1" : "-sha256"
      let answer = try await OpenSSLCommand.run(
        ["ocsp", option, "-no_nonce", "-issuer", "issuer", "-cert", "leaf", "-reqout", "-"],
        files: ["issuer": Array(try issuer.pem().utf8), "leaf": Array(try leaf.pem().utf8)])
      #expect(answer.bytes == (try request(digest, nonce: nil).der), "\(answer.text)")
    }
  }

  /// The index of a small authority as `openssl ca` keeps it: status, expiry, revocation, serial number, file,
  /// subject.
  private static let indexes: [(line: String, status: CertificateStatus)] = [
    ("V\t281101000000Z\t\t8899\tunknown\t/CN=LEAF", .good),
    (
      "R\t281101000000Z\t261101120000Z,keyCompromise\t8899\tunknown\t/CN=LEAF",
      .revoked(at: TestTree.instant("2026-11-01T12:00:00Z"), reason: .keyCompromise)
    ),
    (
      "R\t281101000000Z\t261101120000Z\t8899\tunknown\t/CN=LEAF",
      .revoked(at: TestTree.instant("2026-11-01T12:00:00Z"), reason: nil)
    ),
    ("V\t281101000000Z\t\t77\tunknown\t/CN=OTHER", .unknown),
  ]

  @Test(arguments: indexes.indices, IdentifierDigest.allCases)
  func `the answers of openssl's responder are read`(index: Int, digest: IdentifierDigest) async throws {
    let expected = Self.indexes[index]
    let nonce = try StatusNonce(from: SystemRandomSource())
    let request = try request(digest, nonce: nonce)
    let answer = try await OpenSSLCommand.run(
      [
        "ocsp", "-index", "index", "-CA", "issuer", "-rsigner", "issuer", "-rkey", "key", "-reqin", "request",
        "-ndays", "1", "-respout", "-",
      ],
      files: [
        "index": Array((expected.line + "\n").utf8), "issuer": Array(try issuer.pem().utf8),
        "key": Array(try tree.authorityKey.pem().utf8), "request": request.der,
      ])
    let response = try StatusResponse(der: answer.bytes)
    let statement = try #require(response.statement)
    #expect(response.status == .successful && statement.responder == .name(issuer.subject))
    #expect(statement.nonce == nonce)
    #expect(statement.certificates == [issuer])
    #expect(statement.signatureAlgorithm == .sha256WithRSA)
    #expect(try statement.isSigned(by: tree.authorityKey.publicKey))
    #expect(try !statement.isSigned(by: tree.rootKey.publicKey))
    let found = try statement.statuses(of: leaf.serialNumber, issuedBy: issuer)
    #expect(found.map(\.status) == [expected.status])
    #expect(found.first?.identifier == request.identifier)
    // openssl takes the time anew for each field.
    let life = try #require(found.first?.nextUpdate) - statement.producedAt
    #expect((.seconds(82_800)...(.seconds(90_000))).contains(life))
  }

  @Test func `openssl reads what we build, and finds the signature right`() async throws {
    let identifier = try CertificateIdentifier(
      serialNumber: leaf.serialNumber, issuedBy: issuer, digest: .sha256)
    let builder = StatusResponseBuilder(
      responder: try .keyHash(of: issuer), producedAt: TestTree.moment,
      statuses: [SingleStatus(of: identifier, .good, thisUpdate: TestTree.moment, nextUpdate: nil)],
      certificates: [issuer])
    let response = try builder.der(signedBy: tree.authorityKey)
    let answer = try await OpenSSLCommand.run(
      ["ocsp", "-respin", "response", "-resp_text", "-VAfile", "issuer"],
      files: ["response": response, "issuer": Array(try issuer.pem().utf8)])
    #expect(answer.text.contains("Cert Status: good"), "\(answer.text)")
    #expect(answer.text.contains("Response verify OK"), "\(answer.text)")
  }
}
