import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

@Suite struct TrustAnchorsTests {
  private let tree: TestTree
  private let certificates: [Certificate]

  init() throws {
    tree = try TestTree.shared.get()
    certificates = tree.igc.authorities.map(\.certificate)
  }

  @Test func nineAuthoritiesTakeTheirPlaces() throws {
    let anchors = try tree.anchors()
    #expect(anchors.environment == .synthetic)
    #expect(anchors.authorities.count == 9)
    #expect(Set(anchors.authorities.map(\.name.family)) == Set(CertificateFamily.allCases))
    for family in CertificateFamily.allCases {
      let duties = anchors.authorities.filter { $0.name.family == family }.map(\.name.duty)
      #expect(Set(duties) == Set(AuthorityDuty.allCases))
    }
  }

  @Test func theTwoAuthoritiesOfCPSAreEnough() throws {
    let two = certificates.filter { certificate in
      let name = certificate.subject.description
      return name.contains("RACINE IGC-SANTE FORT") || name.contains("FORT PERSONNES")
    }
    #expect(two.count == 2)
    let anchors = try TrustAnchors(two, pinnedBy: try tree.pins())
    let book = RevocationBook(anchors: anchors)
    _ = try ProofVerifier(book: book, clock: StoppedClock(time: TestTree.now))
    #expect(throws: CPSError(.authorityMissing)) {
      try ProofVerifier(book: book, accepting: AcceptedCards(.cpe), clock: StoppedClock(time: TestTree.now))
    }
  }

  @Test(arguments: ["RACINE IGC-SANTE FORT", "FORT PERSONNES"])
  func withoutOneOfThemThereAreNoAnchors(missing: String) throws {
    let rest = certificates.filter { !$0.subject.description.contains(missing) }
    #expect(rest.count == 8)
    let pins = try tree.pins()
    #expect(throws: CPSError(.authorityMissing)) { try TrustAnchors(rest, pinnedBy: pins) }
  }

  @Test func `CA-07 a certificate that no pin names is no anchor`() throws {
    let pins = try tree.pins()
    let impostor = tree.impostor.authorities.map(\.certificate)
    #expect(throws: CPSError(.anchorNotPinned)) { try TrustAnchors(impostor, pinnedBy: pins) }
    #expect(throws: CPSError(.anchorNotPinned)) { try TrustAnchors(certificates, pinnedBy: .production) }
  }

  @Test func `CA-07 synthetic authorities pinned as test are refused by their names`() throws {
    let pins = try TrustPins.test(certificates.map { Hexadecimal.encode($0.sha256) })
    #expect(throws: CPSError(.anchorEnvironment)) { try TrustAnchors(certificates, pinnedBy: pins) }
  }

  @Test func `CA-07 a card is no authority even if pinned`() throws {
    let card = try Certificate(der: try LeafDraft(in: tree).der())
    let pins = try TrustPins.synthetic((certificates + [card]).map { Hexadecimal.encode($0.sha256) })
    let all = certificates + [card]
    #expect(throws: CPSError(.anchorNotPinned)) { try TrustAnchors(all, pinnedBy: pins) }
  }

  @Test func twoAuthoritiesOfOneNameAreRefused() throws {
    let all = certificates + tree.impostor.authorities.map(\.certificate)
    let pins = try TrustPins.synthetic(all.map { Hexadecimal.encode($0.sha256) })
    #expect(throws: CPSError(.configurationInvalid)) { try TrustAnchors(all, pinnedBy: pins) }
  }

  @Test func theSameAuthorityTwiceIsOne() throws {
    #expect(try TrustAnchors(certificates + certificates, pinnedBy: tree.pins()).authorities.count == 9)
  }
}
