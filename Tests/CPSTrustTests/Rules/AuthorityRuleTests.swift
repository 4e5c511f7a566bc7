import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// Rules 1 to 6 of igc-sante.md section 4: who issued a certificate.
@Suite struct AuthorityRuleTests {
  private let bench: CardBench
  private var tree: TestTree { bench.tree }

  init() throws { bench = try CardBench() }

  @Test func `rule 1 a card of an authority that a pin names logs in`() throws {
    let professional = try bench.logIn()
    #expect(professional.issuerKeyIdentifier == (try tree.authority(.cards).certificate.subjectKeyIdentifier))
  }

  @Test func `rule 1 CA-07 an authority that no pin names cannot be an anchor`() throws {
    let foreign = tree.impostor.authorities.map(\.certificate)
    #expect(throws: CPSError(.anchorNotPinned)) { try TrustAnchors(foreign, pinnedBy: try tree.pins()) }
    #expect(throws: CPSError(.anchorNotPinned)) {
      try TrustAnchors(tree.igc.authorities.map(\.certificate), pinnedBy: .production)
    }
  }

  @Test func `rule 2 a family is believed for its own cards alone`() throws {
    let staff = try bench.logIn(accepting: CardBench.everyCard) { $0.profile = CardBench.staff }
    #expect(
      staff.issuerKeyIdentifier
        == (try tree.authority(.issuing(.standard, .persons)).certificate.subjectKeyIdentifier))
  }

  /// The same person, the same common name, a genuine certificate of the tree.
  @Test func `rule 2 family downgrade: a software certificate is not the card of the same person`() throws {
    for issuer in [SyntheticRole.issuing(.elementary, .persons), .issuing(.standard, .persons)] {
      #expect(throws: CPSError(.profileNotCPS)) {
        try bench.logIn {
          $0.profile = .software(.physician, validity: .fixture)
          $0.profile.issuer = issuer
        }
      }
    }
  }

  @Test func `rule 3 the issuer is found by its key and its whole name`() throws {
    let certificate = try Certificate(der: try LeafDraft(in: tree).der())
    let issuer = try #require(try tree.anchors().issuer(of: certificate))
    #expect(issuer.certificate == (try tree.authority(.cards).certificate))
  }

  /// As RECETTE does to TEST: the common name of the authority, another unit beside it.
  @Test func `rule 3 an issuer that shares the common name alone is nobody`() throws {
    let genuine = try tree.authority(.cards).certificate.subject
    let lookAlike = try DistinguishedName(
      relativeNames: genuine.relativeNames.dropLast() + [
        [NameAttribute(.organizationalUnitName, .utf8, "RECETTE")]
      ] + genuine.relativeNames.suffix(1))
    #expect(lookAlike.attributes(.commonName) == genuine.attributes(.commonName))
    #expect(throws: CPSError.self) { try bench.logIn { $0.edit { $0.issuer = lookAlike } } }
    #expect(throws: CPSError(.anchorUnknown)) {
      try bench.logIn { $0.set(Extensions.issuerKey([UInt8](repeating: 7, count: 20))) }
    }
  }

  @Test func `rule 4 a card of this world logs in with the category of this world`() throws {
    #expect(try bench.logIn().card.category == .testCard)
    #expect(try bench.judgeInProduction().isEmpty)
  }

  /// By type and by stamp: anchors of one world, category and policy of the certificate.
  @Test func `rule 4 CA-07 a card of another world is refused by issuer, category and policy`() throws {
    for (unit, name) in [
      ("IGC-SANTE", "AC IGC-SANTE FORT PERSONNES"), ("IGC-SANTE TEST", "TEST AC IGC-SANTE FORT PERSONNES"),
    ] {
      let issuer = try DistinguishedName(relativeNames: [
        [NameAttribute(.countryName, .printable, "FR")],
        [NameAttribute(.organizationName, .utf8, "ASIP-SANTE")],
        [NameAttribute(.organizationalUnitName, .utf8, unit)],
        [NameAttribute(.commonName, .utf8, name)],
      ])
      #expect(throws: CPSError(.environmentMismatch)) { try bench.logIn { $0.edit { $0.issuer = issuer } } }
    }
    for category in [0x00, 0x02, 0x03] as [UInt8] {
      #expect(throws: CPSError(.environmentMismatch)) { try bench.logIn { $0.profile.category = category } }
    }
    for category in [0x80, 0x82, 0x83] as [UInt8] {
      #expect(throws: CPSError(.environmentMismatch)) {
        try bench.judgeInProduction { $0.profile.category = category }
      }
    }
    #expect(throws: CPSError(.environmentMismatch)) {
      try bench.judgeInProduction { $0.profile.policy = "1.2.250.1.213.1.7.2.1.1.1.1" }
    }
  }

  @Test(arguments: [
    (IssuerOrigin.production, [TrustEnvironment.production]), (.test, [.test]), (.synthetic, [.synthetic]),
    (.recette, []), (.legacy, []),
  ])
  func `rule 4 a name of one world contradicts every other`(
    origin: IssuerOrigin, own: [TrustEnvironment]
  ) {
    #expect(TrustEnvironment.allCases.filter { !origin.contradicts($0) } == own)
  }

  @Test func `rule 5 a path has three certificates and no other is looked for`() throws {
    let path = try #require(try CardPath(.strong, in: try tree.anchors()))
    let certificate = try Certificate(der: try LeafDraft(in: tree).der())
    try path.validate(certificate, at: TestTree.now)
  }

  @Test func `rule 5 HN-16 what breaks the path is refused`() throws {
    #expect(throws: CPSError(.certificateExpired)) { try bench.logIn { $0.profile.validity = .past } }
    #expect(throws: CPSError(.anchorUnknown)) { try bench.logIn { $0.signingTree = $0.tree.impostor } }
    #expect(throws: CPSError(.profileNotCPS)) { try bench.logIn { $0.profile.issuer = .root(.strong) } }
    var corrupted = try LeafDraft(in: tree).der()
    corrupted[corrupted.count - 20] ^= 1
    #expect(throws: CPSError(.anchorUnknown)) { try tree.logIn(with: corrupted, by: tree.verifier()) }
  }

  @Test func `rule 6 a certificate that says it is no authority, or does not say, logs in`() throws {
    #expect(throws: Never.self) { try bench.logIn() }
    #expect(throws: Never.self) { try bench.logIn { $0.profile.basicConstraints = nil } }
  }

  @Test func `rule 6 HN-16 a leaf that says it is an authority is refused`() throws {
    for length in [nil, 0, 1] as [Int?] {
      #expect(throws: CPSError(.profileNotAuthentication)) {
        try bench.logIn {
          $0.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: length)
        }
      }
    }
  }
}
