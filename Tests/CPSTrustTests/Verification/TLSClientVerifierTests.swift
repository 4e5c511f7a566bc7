import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

/// The second door: what a TLS handshake showed.
@Suite struct TLSClientVerifierTests {
  private let tree: TestTree
  private let verifier: TLSClientVerifier

  init() throws {
    tree = try TestTree.shared.get()
    verifier = try TLSClientVerifier(book: try tree.book(), clock: StoppedClock(time: TestTree.now))
  }

  private func present(
    _ certificates: [[UInt8]], version: TLSProtocolVersion = .tls12, isResumed: Bool = false
  ) throws -> VerifiedProfessional {
    try verifier.verify(
      try .handshakeEndedHere(peerCertificates: certificates, version: version, isResumed: isResumed))
  }

  @Test(arguments: TLSProtocolVersion.allCases)
  func `rule 18 a handshake that ended here is a professional by TLS`(version: TLSProtocolVersion) throws {
    let professional = try present([try LeafDraft(in: tree).der()], version: version)
    #expect(professional.evidence == .tls)
    #expect(professional.identity.nationalIdentifier.text == "899900123011")
    #expect(professional.role == .professional(.physician))
    #expect(professional.environment == .synthetic)
    #expect(professional.alarms.isEmpty)
    #expect(verifier.environment == .synthetic)
  }

  @Test func `rule 19 a handshake that a proxy reports is a professional by a proxy's word`() throws {
    let professional = try verifier.verify(
      try .reportedByAuthenticatedProxy(
        certificate: try LeafDraft(in: tree).der(), version: .tls13, verdict: "SUCCESS", isResumed: false))
    #expect(professional.evidence == .tlsViaProxy)
  }

  /// What a client sends beside its certificate neither helps nor harms.
  @Test func `rule 5 the chain that a client sends is never looked at`() throws {
    let certificate = try LeafDraft(in: tree).der()
    let foreign = tree.impostor.authorities.map(\.certificate.der)
    for chain in [[[0xFF]], foreign, [certificate, certificate]] {
      #expect(try present([certificate] + chain).evidence == .tls)
    }
    var draft = LeafDraft(in: tree)
    draft.signingTree = tree.impostor
    let impostor = try draft.der()
    #expect(throws: CPSError(.anchorUnknown)) { try present([impostor] + foreign) }
  }

  @Test func `rule 20 a resumed session is refused: the card signed nothing now`() throws {
    let certificate = try LeafDraft(in: tree).der()
    #expect(throws: CPSError(.tlsClientRefused)) { try present([certificate], isResumed: true) }
    #expect(throws: CPSError(.tlsClientRefused)) {
      try TLSClientPresentation.reportedByAuthenticatedProxy(
        certificate: certificate, version: .tls12, verdict: "SUCCESS", isResumed: true)
    }
  }

  @Test(arguments: ["", "NONE", "FAILED:self-signed certificate", "success", "SUCCESS ", "SUCCESS\n"])
  func `rule 20 any other verdict of a proxy is refused`(verdict: String) throws {
    let certificate = try LeafDraft(in: tree).der()
    #expect(throws: CPSError(.tlsClientRefused)) {
      try TLSClientPresentation.reportedByAuthenticatedProxy(
        certificate: certificate, version: .tls12, verdict: verdict, isResumed: false)
    }
  }

  @Test func `rule 18 a handshake without a certificate is refused`() throws {
    for chain in [[], [[]]] as [[[UInt8]]] {
      #expect(throws: CPSError(.tlsClientRefused)) { try present(chain) }
    }
    #expect(throws: CPSError(.tlsClientRefused)) {
      try TLSClientPresentation.reportedByAuthenticatedProxy(
        certificate: [], version: .tls12, verdict: "SUCCESS", isResumed: false)
    }
  }

  @Test(arguments: ["TLSv1", "TLSv1.1", "SSLv3", "tlsv1.2", "TLSv1.4", ""])
  func `rule 18 an older TLS cannot even be named`(version: String) {
    #expect(TLSProtocolVersion(rawValue: version) == nil)
  }

  /// All that a card in a proof is held to holds here: the door is another, the rules are the same.
  static let refusals: [Refusal] = [
    Refusal("signature certificate", .profileNotAuthentication) {
      $0.profile = .cpsSignature(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("software certificate", .profileNotCPS) {
      $0.profile = .software(.physician, validity: .fixture)
    },
    Refusal("client certificate of an organisation", .profileNotCPS) {
      $0.profile = .organisationClient(validity: .fixture)
    },
    Refusal("server certificate of an organisation", .profileNotCPS) {
      $0.profile = .organisationServer(domain: "service.example", validity: .fixture)
    },
    Refusal("CPE", .profileNotCPS) {
      $0.profile = .cpeAuthentication(cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("expired", .certificateExpired) { $0.profile.validity = .past },
    Refusal("category of production", .environmentMismatch) { $0.profile.category = 0x00 },
    Refusal("bad RPPS", .identityInvalid) { $0.profile.subject.commonName = "899900123012" },
    Refusal("authority", .profileNotAuthentication) {
      $0.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: nil)
    },
  ]

  @Test(arguments: refusals)
  func `rule 18 a certificate that logs nobody in by a proof does not by TLS`(refusal: Refusal) throws {
    var draft = LeafDraft(in: tree)
    try refusal.apply(&draft)
    let certificate = try draft.der()
    #expect(throws: CPSError(refusal.row)) { try present([certificate]) }
  }

  @Test func `rule 14 a revoked card does not come in by TLS`() throws {
    let draft = LeafDraft(in: tree)
    let certificate = try Certificate(der: try draft.der())
    let list = try ListDraft(of: try tree.authority(.cards), revoking: [certificate.serialNumber])
    let verifier = try TLSClientVerifier(
      book: try tree.book(replacing: [list]), clock: StoppedClock(time: TestTree.now))
    #expect(throws: CPSError(.certificateRevoked)) {
      try verifier.verify(
        try .handshakeEndedHere(peerCertificates: [certificate.der], version: .tls12, isResumed: false))
    }
  }

  @Test(arguments: [[0x30, 0x00], [0xFF], [0x30, 0x82]] as [[UInt8]])
  func `HC-13 what is no certificate is refused`(bytes: [UInt8]) {
    #expect(throws: CPSError(.certificateMalformed)) { try present([bytes]) }
  }

  @Test func `HN-15 a certificate of more than 8 kB is not parsed`() {
    let bytes = [UInt8](repeating: 0x30, count: TLSClientPresentation.maximumLength + 1)
    #expect(throws: CPSError(.tlsClientRefused)) { try present([bytes]) }
  }

  @Test func anAuthorityThatIsMissingIsToldAtTheStart() throws {
    let strong = tree.igc.authorities.filter { $0.role.family == .strong }.map(\.certificate)
    let anchors = try TrustAnchors(strong, pinnedBy: try tree.pins())
    #expect(throws: CPSError(.authorityMissing)) {
      try TLSClientVerifier(
        book: RevocationBook(anchors: anchors), accepting: AcceptedCards(.cpe),
        clock: StoppedClock(time: TestTree.now))
    }
  }
}
