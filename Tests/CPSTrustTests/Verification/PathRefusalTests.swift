import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// Who issued a certificate, and when it is valid.
@Suite struct PathRefusalTests {
  private let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  @Test func `HN-19 an issuer with the same name and another key is refused`() throws {
    var draft = LeafDraft(in: tree)
    draft.signingTree = tree.impostor
    try expect(.anchorUnknown, try draft.der())
  }

  @Test func `HN-19 an impostor that names the genuine key is refused by its signature`() throws {
    var draft = LeafDraft(in: tree)
    draft.signingTree = tree.impostor
    draft.set(Extensions.issuerKey(try tree.authority(.cards).certificate.subjectKeyIdentifier ?? []))
    try expect(.anchorUnknown, try draft.der())
  }

  @Test func `HN-16 a wrong signature of the authority is refused`() throws {
    var certificate = try LeafDraft(in: tree).der()
    certificate[certificate.count - 1] ^= 1
    try expect(.anchorUnknown, certificate)
  }

  @Test func `HN-16 no authority key identifier, no issuer`() throws {
    var draft = LeafDraft(in: tree)
    draft.remove(.authorityKeyIdentifier)
    try expect(.profileNotAuthentication, or: .anchorUnknown, try draft.der())
  }

  @Test func `HN-16 a stranger's certificate is refused`() throws {
    var draft = LeafDraft(in: tree)
    draft.edit { builder in
      builder.issuer = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "Stranger")]])
    }
    try expect(.anchorUnknown, try draft.der())
  }

  @Test func `HN-16 a leaf signed by another card is refused`() throws {
    let parent = try Certificate(der: try LeafDraft(in: tree).der())
    var builder = CertificateBuilder(
      serialNumber: [1], issuer: parent.subject, subject: parent.subject, notBefore: parent.notBefore,
      notAfter: parent.notAfter, extensions: parent.extensions)
    builder.extensions.removeAll { $0.oid == .authorityKeyIdentifier }
    builder.extensions.append(Extensions.issuerKey(parent.subjectKeyIdentifier ?? []))
    try expect(.anchorUnknown, try builder.der(for: tree.cardKey.publicKey, signedBy: tree.cardKey))
  }

  @Test func `HN-16 a leaf signed by the root is refused`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.issuer = .root(.strong)
    try expect(.profileNotCPS, try draft.der())
  }

  @Test(arguments: [
    ("IGC-SANTE", "AC IGC-SANTE FORT PERSONNES"), ("IGC-SANTE TEST", "TEST AC IGC-SANTE FORT PERSONNES"),
  ])
  func `CA-07 a card of another environment is told so`(unit: String, commonName: String) throws {
    var draft = LeafDraft(in: tree)
    draft.edit { builder in
      builder.issuer = try DistinguishedName(relativeNames: [
        [NameAttribute(.countryName, .printable, "FR")],
        [NameAttribute(.organizationName, .utf8, "ASIP-SANTE")],
        [NameAttribute(.organizationalUnitName, .utf8, "0002 187512751")],
        [NameAttribute(.organizationalUnitName, .utf8, unit)],
        [NameAttribute(.commonName, .utf8, commonName)],
      ])
    }
    try expect(.environmentMismatch, try draft.der())
  }

  @Test(.enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
  func `HN-16 real test, RECETTE and legacy certificates are refused in production`() throws {
    let production = try TrustAnchors(
      try SharedData.names(in: "prod-ca").map { try Certificate(der: try SharedData.bytes("prod-ca/\($0)")) },
      pinnedBy: .production)
    let book = RevocationBook(anchors: production)
    let verifier = try CertificateVerifier(
      of: .authentication, book: book, accepting: .cps, strictness: .standard, register: nil)
    // Nobody here has the keys of these certificates: possession is taken as given, the rest is judged.
    func judge(_ der: [UInt8]) throws {
      _ = try verifier.verify(try Certificate(der: der), at: moment("2019-06-01T00:00:00Z")) { _ in }
    }
    for name in try SharedData.names(in: "test-ee") {
      let certificate = try SharedData.bytes("test-ee/\(name)")
      #expect(throws: CPSError(.environmentMismatch), "\(name)") { try judge(certificate) }
    }
    let organisation = try SharedData.bytes("prod-org-ee/org-servssl-2019.der")
    #expect(throws: CPSError(.profileNotCPS)) { try judge(organisation) }
    let legacy = try SharedData.bytes("legacy/classe4-server-sha1-rsa1024.der")
    #expect(throws: CPSError(.signatureAlgorithmRefused)) { try judge(legacy) }
    let older = try SharedData.bytes("legacy/cps2ter-sign-sha1-TEST-CLASSE-1.der")
    #expect(throws: CPSError(.certificateMalformed)) { try judge(older) }
    let synthetic = try LeafDraft(in: tree).der()
    #expect(throws: CPSError(.environmentMismatch)) { try judge(synthetic) }
  }

  /// A certificate is public: its owner's state is told to nobody who does not hold the key.
  @Test(arguments: [LeafValidity.past, .fixture])
  func `CL-11 who holds only a certificate learns nothing of its owner`(validity: LeafValidity) throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = validity
    let act = Act(workstationKey: tree.workstationKey)
    let stranger = try act.proof(certificate: try draft.der(), signedBy: tree.otherCardKey)
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.verifier().verify(stranger, expecting: try act.expectation())
    }
  }

  @Test func anExpiredCardIsTold() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = .past
    try expect(.certificateExpired, try draft.der())
  }

  @Test func aCardOfTomorrowIsTold() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = LeafValidity(
      from: TestTree.now + .seconds(1), to: TestTree.now + .seconds(86_400))
    try expect(.certificateNotYetValid, try draft.der())
  }

  /// libcrypto counts the last second as past, which errs on the safe side.
  @Test func validityBeginsWithItsFirstSecondAndEndsBeforeItsLast() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = LeafValidity(from: TestTree.now, to: TestTree.now + .seconds(1))
    let certificate = try draft.der()
    let professional = try tree.logIn(with: certificate, by: try tree.verifier())
    #expect(professional.certificateExpiry == TestTree.now + .seconds(1))
    let verifier = try tree.verifier(at: TestTree.now + .seconds(1))
    #expect(throws: CPSError(.certificateExpired)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// A signature that is wrong outweighs a date, which is then nobody's word.
  @Test func `HN-16 an expired certificate with a wrong signature is not called expired`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = .past
    var certificate = try draft.der()
    certificate[certificate.count - 1] ^= 1
    try expect(.anchorUnknown, certificate)
  }

  @Test func anAuthorityPastItsEndIsNotTheCardsFault() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = LeafValidity(
      from: moment("2032-01-01T00:00:00Z"), to: moment("2034-01-01T00:00:00Z"))
    let certificate = try draft.der()
    let verifier = try tree.verifier(at: moment("2033-07-01T00:00:00Z"))
    #expect(throws: CPSError(.pathInvalid)) { try tree.logIn(with: certificate, by: verifier) }
  }

  private func expect(_ row: Diagnostic, or other: Diagnostic? = nil, _ certificate: [UInt8]) throws {
    let verifier = try tree.verifier()
    let error = #expect(throws: CPSError.self) { try tree.logIn(with: certificate, by: verifier) }
    #expect(error?.diagnostic == row || error?.diagnostic == other)
  }
}
