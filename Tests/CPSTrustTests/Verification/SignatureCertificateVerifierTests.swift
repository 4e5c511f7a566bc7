import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Whose signature certificate stands in a document: rule 8.
@Suite struct SignatureCertificateVerifierTests {
  private let tree: TestTree

  init() throws { tree = try TestTree.shared.get() }

  private func verify(
    accepting accepted: AcceptedCards = .cps, strictness: ProfileStrictness = .standard,
    _ change: (inout LeafDraft) throws -> Void
  ) throws -> VerifiedSigner {
    var draft = LeafDraft(
      in: tree, .cpsSignature(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture))
    try change(&draft)
    let verifier = try SignatureCertificateVerifier(
      book: try tree.book(), accepting: accepted, strictness: strictness,
      clock: StoppedClock(time: TestTree.now))
    return try verifier.verify(try draft.der())
  }

  @Test func `rule 8 the signature certificate of a card names its signer`() throws {
    let signer = try verify(strictness: .hardened) { _ in }
    #expect(signer.identity.nationalIdentifier.text == "899900123011")
    #expect(signer.role == .professional(.physician))
    #expect(signer.card.type == .cps)
    #expect(signer.card.number.text == LeafDraft.cardNumber)
    #expect(signer.register == .notConfigured)
    #expect(signer.alarms.isEmpty)
    let message = Array("document".utf8)
    let signature = try tree.cardKey.sign(message, algorithm: .rs256)
    #expect(try signer.publicKey.isValid(signature: signature, for: message, algorithm: .rs256))
  }

  @Test func `rule 8 the certificate that logs in does not sign`() throws {
    let error = #expect(throws: CPSError.self) {
      try verify {
        $0.profile = .cpsAuthentication(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture)
      }
    }
    #expect(error == CPSError(.profileNotSignature))
    #expect(error?.reason?.contains("rule 8") == true)
  }

  /// And what signs does not log in: the other half, rule 7.
  @Test func `rule 7 the certificate that signs does not log in`() throws {
    let draft = LeafDraft(
      in: tree, .cpsSignature(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture))
    let certificate = try draft.der()
    #expect(throws: CPSError(.profileNotAuthentication)) {
      try tree.logIn(with: certificate, by: tree.verifier())
    }
  }

  static let usages: [Refusal] = [
    Refusal("no keyUsage", .profileNotSignature) { $0.profile.keyUsage = nil },
    Refusal("keyUsage not critical", .profileNotSignature) {
      $0.set(Extensions.usage(.nonRepudiation, isCritical: false))
    },
    Refusal("keyUsage without nonRepudiation", .profileNotSignature) {
      $0.profile.keyUsage = .digitalSignature
    },
    Refusal("keyUsage of both duties", .profileNotSignature) {
      $0.profile.keyUsage = [.nonRepudiation, .digitalSignature]
    },
    Refusal("keyUsage of lists", .profileNotSignature) { $0.profile.keyUsage = [.nonRepudiation, .crlSign] },
    Refusal("keyUsage of an authority", .pathInvalid) {
      $0.profile.keyUsage = [.nonRepudiation, .keyCertSign]
    },
    Refusal("no extKeyUsage", .profileNotSignature) { $0.profile.extendedKeyUsage = [] },
    Refusal("extKeyUsage clientAuth", .profileNotSignature) {
      $0.profile.extendedKeyUsage = [.emailProtection, .clientAuthentication]
    },
    Refusal("extKeyUsage smartcardLogon", .profileNotSignature) {
      $0.profile.extendedKeyUsage = [.emailProtection, .smartcardLogon]
    },
    Refusal("extKeyUsage serverAuth", .profileNotSignature) {
      $0.profile.extendedKeyUsage = [.emailProtection, .serverAuthentication]
    },
    Refusal("extKeyUsage any", .profileNotSignature) {
      $0.profile.extendedKeyUsage = [.anyExtendedKeyUsage]
    },
    Refusal("software certificate of the same person", .profileNotCPS) {
      $0.profile = .software(.physician, validity: .fixture)
    },
    Refusal("CPE", .profileNotCPS) {
      $0.profile = .cpeSignature(cardNumber: LeafDraft.cardNumber, validity: .fixture)
    },
    Refusal("category of production", .environmentMismatch) { $0.profile.category = 0x00 },
    Refusal("expired", .certificateExpired) { $0.profile.validity = .past },
    Refusal("bad RPPS", .identityInvalid) { $0.profile.subject.commonName = "899900123012" },
    Refusal("leaf that says it is an authority", .profileNotAuthentication) {
      $0.profile.basicConstraints = BasicConstraints(isAuthority: true, pathLength: nil)
    },
  ]

  @Test(arguments: usages)
  func `rule 8 HN-17 what is no signature certificate of an accepted card is refused`(
    refusal: Refusal
  ) throws {
    #expect(throws: CPSError(refusal.row)) { try verify { try refusal.apply(&$0) } }
  }

  @Test func `rule 8 another purpose than e-mail alarms, and refuses where it is hardened`() throws {
    let change: (inout LeafDraft) -> Void = { $0.profile.extendedKeyUsage = ["1.3.6.1.4.1.311.10.3.12"] }
    let signer = try verify(change)
    #expect(signer.alarms.map(\.reason) == ["rule 8: email-protection"])
    #expect(throws: CPSError(.profileDeviation)) {
      try verify(strictness: ProfileStrictness(refusing: [.emailProtection]), change)
    }
  }

  @Test func `rule 8 staff sign as staff where they are accepted`() throws {
    let signer = try verify(accepting: AcceptedCards(.cps, .cpe)) {
      $0.profile = .cpeSignature(cardNumber: LeafDraft.cardNumber, validity: .fixture)
    }
    #expect(signer.role.profession == nil)
    #expect(signer.card.type == .cpe)
  }

  @Test func `rule 14 the certificate of a lost card signs nothing`() throws {
    let draft = LeafDraft(
      in: tree, .cpsSignature(.physician, cardNumber: LeafDraft.cardNumber, validity: .fixture))
    let certificate = try Certificate(der: try draft.der())
    let list = try ListDraft(of: try tree.authority(.cards), revoking: [certificate.serialNumber])
    let verifier = try SignatureCertificateVerifier(
      book: try tree.book(replacing: [list]), clock: StoppedClock(time: TestTree.now))
    #expect(verifier.environment == .synthetic)
    #expect(throws: CPSError(.certificateRevoked)) { try verifier.verify(certificate.der) }
    #expect(throws: CPSError(.certificateMalformed)) { try verifier.verify([0x30]) }
  }
}
