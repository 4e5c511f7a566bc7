import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import Testing

/// Which places are asked, and which never are.
@Suite struct RevocationSourceTests {
  private let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  @Test func `only what accepted cards need is fetched`() throws {
    let all = [
      "RACINE FORT", "FORT PERSONNES", "RACINE STANDARD", "STANDARD PERSONNES",
    ]
    let address = try PublicationAddress("http://igc.example/x.crl")
    let configured = Dictionary(uniqueKeysWithValues: all.map { ($0, [address]) })
    let sources = try sources(configured, accepting: AcceptedCards(.cps, .cpe))
    #expect(Set(sources.map(\.authority.name.text)) == Set(all))
    #expect(throws: CPSError(.configurationInvalid)) { try self.sources(configured, accepting: .cps) }
    #expect(try self.sources([:], accepting: .cps).isEmpty)
  }

  @Test(arguments: ["FORT ORGANISATIONS", "ELEMENTAIRE PERSONNES", "fort personnes", ""])
  func `an authority that no card needs is refused`(name: String) throws {
    let address = try PublicationAddress("http://igc.example/x.crl")
    #expect(throws: CPSError(.configurationInvalid)) { try sources([name: [address]], accepting: .cps) }
  }

  @Test func `HN-14 an address of another host is refused`() throws {
    let address = try PublicationAddress("http://elsewhere.example/x.crl")
    #expect(throws: CPSError(.publicationAddressRefused)) {
      try sources(["FORT PERSONNES": [address]], accepting: .cps)
    }
  }

  @Test func `CA-08 more addresses than are ever tried are refused`() throws {
    let addresses = try (0...RevocationSource.maximumAddresses).map {
      try PublicationAddress("http://igc.example/\($0).crl")
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try sources(["FORT PERSONNES": addresses], accepting: .cps)
    }
  }

  /// What a certificate says of places is compared, and never visited.
  @Test func `HN-14 no place that a certificate names is ever asked`() async throws {
    let evil = [
      "http://169.254.169.254/latest/meta-data/", "ldap://10.0.0.1/cn=x", "http://inside.example/a.crl",
    ]
    let bench = try RefresherBench()
    var leaf = LeafDraft(in: tree)
    let points = evil.map { DEREncoding.sequence(ListDraft.distributionPoint($0)) }
    leaf.set(
      CertificateExtension(
        .crlDistributionPoints, value: DEREncoding.element(0x30, points.flatMap { $0 })))
    let access = evil.flatMap {
      DEREncoding.sequence(
        DEREncoding.objectIdentifier("1.3.6.1.5.5.7.48.1"), DEREncoding.element(0x86, Array($0.utf8)))
    }
    leaf.set(CertificateExtension(.authorityInformationAccess, value: DEREncoding.element(0x30, access)))
    let verifier = try tree.verifier(book: bench.book)
    _ = try tree.logIn(with: try leaf.der(), by: verifier)
    _ = await bench.refresher.round()
    bench.clock.move(to: moment("2026-11-23T12:00:00Z"))
    _ = await bench.refresher.round()
    #expect(Set(bench.publication.takeAddresses()) == Set(RefresherBench.addresses))
  }

  private func sources(
    _ configured: [String: [PublicationAddress]], accepting accepted: AcceptedCards
  ) throws -> [RevocationSource] {
    try RevocationSource.all(
      for: try tree.anchors(), accepting: accepted, configured: configured, hosts: ["igc.example"],
      isOfficial: false)
  }
}
