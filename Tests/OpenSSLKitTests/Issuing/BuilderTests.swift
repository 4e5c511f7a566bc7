import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

/// What the builders write, judged by the `openssl` command.
@Suite struct BuilderTests {
  private func verify(_ tree: TestTree, _ options: [String] = []) async throws -> OpenSSLCommand.Answer {
    let lists = try tree.lists().map { try $0.pem() }.joined()
    return try await OpenSSLCommand.run(
      [
        "verify", "-x509_strict", "-check_ss_sig", "-crl_check_all", "-purpose", "sslclient", "-auth_level",
        "2",
        "-no-CApath", "-no-CAstore", "-CAfile", "root.pem", "-untrusted", "authority.pem", "-CRLfile",
        "lists.pem",
        "-attime", "\(TestTree.moment.secondsSince1970)",
      ] + options + ["leaf.pem"],
      files: [
        "root.pem": Array(try tree.rootCertificate().pem().utf8),
        "authority.pem": Array(try tree.authorityCertificate().pem().utf8),
        "leaf.pem": Array(try tree.leafCertificate().pem().utf8), "lists.pem": Array(lists.utf8),
      ])
  }

  @Test func `the command accepts a sound tree`() async throws {
    let answer = try await verify(TestTree())
    #expect(answer.isSuccess && answer.text.hasSuffix("leaf.pem: OK\n"))
  }

  @Test func `the command refuses what we made wrong`() async throws {
    var tree = try TestTree()
    tree.authorityList.entries = [.init(serialNumber: tree.leaf.serialNumber, moment: TestTree.moment)]
    #expect(try await verify(tree).text.contains("certificate revoked"))
    tree = try TestTree()
    tree.leaf.extensions[4] = TestTree.purposes([.serverAuthentication])
    #expect(try await verify(tree).text.contains("purpose"))
  }

  @Test func `the command verifies a list`() async throws {
    let tree = try TestTree()
    let answer = try await OpenSSLCommand.run(
      ["crl", "-inform", "DER", "-in", "list.der", "-CAfile", "authority.pem", "-noout", "-crlnumber"],
      files: [
        "list.der": try tree.authorityList.der(signedBy: tree.authorityKey),
        "authority.pem": Array(try (tree.authorityCertificate().pem() + tree.rootCertificate().pem()).utf8),
      ])
    #expect(answer.text.contains("verify OK"))
    #expect(answer.text.contains("crlNumber=0x012C"))
  }

  @Test func `a key that is not RSA signs no certificate`() throws {
    let tree = try TestTree()
    #expect(throws: CPSError(.cryptographyFailed)) {
      try tree.leaf.certificate(for: tree.leafKey.publicKey, signedBy: tree.leafKey)
    }
  }

  @Test func `a name that cannot be written is refused`() {
    #expect(throws: CPSError(.encodingNotDER)) { try DistinguishedName(relativeNames: [[]]) }
    let noIdentifier = NameAttribute("no identifier", .utf8, "A")
    #expect(throws: CPSError(.encodingNotDER)) { try DistinguishedName(relativeNames: [[noIdentifier]]) }
  }
}
