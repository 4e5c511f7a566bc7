import CPSPrimitives
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// The tree against igc-sante.md, section 1.1.
@Suite struct TreeTests {
  @Test(arguments: SyntheticRole.all)
  func `an authority has the profile of its place and the marks of the tree`(role: SyntheticRole) throws {
    let tree = try Fixture.tree.get()
    let authority = try tree.authority(role).certificate
    let root = try tree.authority(.root(role.family)).certificate
    let isRoot = authority == root
    #expect(authority.publicKey.kind == .rsa(bits: 4_096, exponent: [1, 0, 1]))
    #expect(authority.signatureAlgorithm == .sha256WithRSA)
    #expect(authority.serialNumber.count == 18 && authority.serialNumber.starts(with: [0x11, 0x20]))
    #expect(authority.notBefore == Timestamp(rfc3339: "2013-06-25T00:00:00Z"))
    #expect(
      authority.notAfter == Timestamp(rfc3339: isRoot ? "2033-06-25T00:00:00Z" : "2033-06-24T00:00:00Z"))
    #expect(authority.basicConstraints == BasicConstraints(isAuthority: true, pathLength: isRoot ? nil : 0))
    #expect(authority.authorityKeyIdentifier == root.subjectKeyIdentifier)
    #expect(authority.issuer == root.subject)
    let names =
      authority.subject.attributes(.commonName) + authority.subject.attributes(.organizationalUnitName)
    #expect(names.filter { $0.text?.contains("SYNTHETIC") == true }.count == 2)
    #expect(try authority.isSigned(by: root.publicKey))
  }

  @Test func `there are three roots and six authorities under them`() throws {
    let tree = try Fixture.tree.get()
    #expect(tree.roots.count == 3 && tree.intermediates.count == 6)
    #expect(Set(tree.authorities.map(\.certificate.publicKey)).count == 9)
  }

  @Test func `no address of the tree can be reached`() throws {
    let tree = try Fixture.tree.get()
    let leaf = try SyntheticCardFiles(.physician, in: Fixture.cards).authentication
    for certificate in tree.roots + tree.intermediates + [leaf] {
      let text = String(decoding: certificate.der, as: UTF8.self)
      for part in text.split(separator: "://").dropFirst() {
        let host = part.prefix { $0 != "/" && $0.isASCII && !$0.isWhitespace && $0.asciiValue ?? 0 > 0x20 }
        #expect(host.hasPrefix("igc-sante.synthetic.example") || host.contains(".synthetic.example"))
      }
      #expect(!text.contains("esante.gouv.fr"))
    }
  }

  @Test(arguments: SyntheticRole.all)
  func `the openssl command verifies each list, which lists the lost card alone`(role: SyntheticRole)
    async throws
  {
    let tree = try Fixture.tree.get()
    let authority = try tree.authority(role)
    let bytes = try #require(FixtureBytes.read("\(Fixture.pki)/\(role.fileName).crl"))
    let list = try RevocationList(der: bytes)
    let chain = try authority.certificate.pem() + tree.authority(.root(role.family)).certificate.pem()
    let answer = try await OpenSSLCommand.run(
      ["crl", "-inform", "DER", "-in", "list.der", "-CAfile", "chain.pem", "-noout"],
      files: ["list.der": bytes, "chain.pem": Array(chain.utf8)])
    #expect(answer.text.contains("verify OK"))
    #expect(list.issuer == authority.certificate.subject)
    #expect(list.authorityKeyIdentifier == authority.certificate.subjectKeyIdentifier)
    #expect(list.thisUpdate == Timestamp(rfc3339: "2026-11-20T07:00:00Z"))
    #expect(list.nextUpdate == Timestamp(rfc3339: "2026-11-27T07:00:00Z"))
    #expect(list.entryCount == (role == .cards ? 1 : 0))
    let lost = try SyntheticCardFiles(.revoked, in: Fixture.cards).authentication
    #expect(list.contains(lost) == (role == .cards))
  }

  @Test func `fresh lists are of their moment and never count backwards`() throws {
    let tree = try Fixture.tree.get()
    let lost = try SyntheticCardFiles(.revoked, in: Fixture.cards).authentication
    let moment = SyntheticTree.fixtureMoment + .seconds(400 * 86_400)
    let fresh = try tree.issueRevocationLists(at: moment, revoked: [lost])
    let later = try tree.issueRevocationLists(at: moment + .seconds(1), revoked: [])
    #expect(fresh.count == 9)
    for (earlier, later) in zip(fresh, later) {
      #expect(earlier.thisUpdate == moment && earlier.nextUpdate == moment + SyntheticTree.listLifetime)
      let numbers = try [#require(earlier.number), #require(later.number)]
      #expect(numbers[0].count == numbers[1].count && numbers[0].lexicographicallyPrecedes(numbers[1]))
    }
    #expect(fresh.filter { $0.contains(lost) }.count == 1)
    #expect(later.allSatisfy { !$0.contains(lost) })
  }
}
