import CPSProof
import CPSTrust
import SyntheticIGC
import Testing

@Suite struct OfficialPublicationTests {
  private let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  /// The names that igc-sante.md section 1.2 has from certificates or from a source.
  @Test(arguments: [
    (SyntheticRole.root(.strong), TrustEnvironment.production, "CRL/ACR-FO.crl", "AC/ACR-FO.cer"),
    (.cards, .production, "CRL/ACI-FO-PP.crl", "AC/ACI-FO-PP.cer"),
    (.cards, .test, "CRL/ACI-FO-PP-TEST.crl", "AC%20TEST/ACI-FO-PP-TEST.cer"),
    (.issuing(.standard, .persons), .test, "CRL/ACI-ST-PP-TEST.crl", "AC%20TEST/ACI-ST-PP-TEST.cer"),
    (.issuing(.elementary, .organisations), .production, "CRL/ACI-EL-ORG.crl", "AC/ACI-EL-ORG.cer"),
  ])
  func `the official addresses are those of the reference`(
    role: SyntheticRole, environment: TrustEnvironment, list: String, certificate: String
  ) throws {
    let publication = try #require(OfficialPublication(of: name(of: role), in: environment))
    #expect(publication.revocationList.text == "http://igc-sante.esante.gouv.fr/\(list)")
    #expect(publication.certificate.text == "http://igc-sante.esante.gouv.fr/\(certificate)")
  }

  @Test func `every authority has its own addresses, and a synthetic one none`() throws {
    let names = try tree.anchors().authorities.map(\.name)
    for environment in [TrustEnvironment.production, .test] {
      let all = names.compactMap { OfficialPublication(of: $0, in: environment) }
      #expect(Set(all.map(\.revocationList)).count == 9)
      #expect(Set(all.map(\.certificate)).count == 9)
      #expect(all.allSatisfy { $0.revocationList.host == OfficialPublication.host })
    }
    #expect(names.allSatisfy { OfficialPublication(of: $0, in: .synthetic) == nil })
  }

  private func name(of role: SyntheticRole) throws -> AuthorityName {
    let certificate = try tree.authority(role).certificate
    return try #require(tree.anchors().authorities.first { $0.certificate == certificate }).name
  }
}
