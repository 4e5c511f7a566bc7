import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

@Suite struct ProofVerifierTests {
  private let tree: TestTree
  private let act: Act
  private let certificate: [UInt8]

  init() throws {
    tree = try TestTree.shared.get()
    act = Act(workstationKey: tree.workstationKey)
    certificate = try LeafDraft(in: tree).der()
  }

  @Test(arguments: ProofAlgorithm.allCases)
  func aCardThatSignsWhatTheServiceExpectsIsAProfessional(algorithm: ProofAlgorithm) throws {
    var act = act
    act.algorithm = algorithm
    let verifier = try tree.verifier()
    let professional = try verifier.verify(
      try act.proof(certificate: certificate, signedBy: tree.cardKey), expecting: try act.expectation())
    #expect(professional.identity.nationalIdentifier.text == "899900123011")
    #expect(professional.identity.familyName == "FICTIF-MEDECIN")
    #expect(professional.identity.givenName == "ALIX")
    #expect(professional.identity.profession == .physician)
    #expect(professional.identity.specialities.map(\.rawValue) == ["SM26"])
    #expect(professional.card.type == .cps)
    #expect(professional.card.category == .testCard)
    #expect(professional.card.number.text == LeafDraft.cardNumber)
    #expect(professional.card.environment == .synthetic)
    #expect(professional.environment == .synthetic)
    #expect(professional.evidence == .proof)
    #expect(professional.certificateSHA256 == (try Digest.sha256(certificate)))
    let issuer = try tree.authority(.cards).certificate
    #expect(professional.issuerKeyIdentifier == issuer.subjectKeyIdentifier)
    #expect(professional.serialNumber == (try Certificate(der: certificate).serialNumber))
    #expect(professional.certificateExpiry == LeafValidity.fixture.notAfter)
    #expect(professional.revocation.issuer == "SYNTHETIC AC IGC-SANTE FORT PERSONNES")
    #expect(professional.revocation.number == "012c")
    #expect(!professional.revocation.isWithinGrace)
    #expect(professional.register == .notConfigured)
    #expect(professional.alarms.isEmpty)
    #expect(try verifier.recheck(professional.certificateReference) == professional.revocation)
  }

  @Test func aConfirmedActIsVerifiedWithItsFunctionAndSubject() throws {
    var act = act
    act.purpose = .stepUp
    act.function = "infopatient.lookup"
    act.subject = "2550814168025"
    let professional = try tree.verifier().verify(
      try act.proof(certificate: certificate, signedBy: tree.cardKey), expecting: try act.expectation())
    #expect(professional.identity.nationalIdentifier.text == "899900123011")
  }

  /// Each part that a workstation could be made to sign otherwise.
  static let alterations: [Alteration<Act>] = [
    Alteration("HN-01 audience") { $0.audience = "https://service.examp1e" },
    Alteration("HN-02 port") { $0.audience = "https://service.example:8443" },
    Alteration("HN-06 nonce") { $0.nonce[31] ^= 1 },
    Alteration("CL-08 purpose") { $0.purpose = .presence },
    Alteration("CL-08 function") { $0.function = "infopatient.lookup" },
    Alteration("CL-08 subject") { $0.subject = "2550814168025" },
    Alteration("CA-07 environment") { $0.environment = .test },
  ]

  @Test(arguments: alterations)
  func `HN-01 a signature over another act is refused`(alteration: Alteration<Act>) throws {
    var signed = act
    try alteration.apply(&signed)
    let proof = try signed.proof(certificate: certificate, signedBy: tree.cardKey)
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.verifier().verify(proof, expecting: try act.expectation())
    }
  }

  @Test func `HN-07 a proof that binds to another workstation key is refused`() throws {
    var signed = act
    signed.workstationKey = tree.otherWorkstationKey
    let proof = try signed.proof(certificate: certificate, signedBy: tree.cardKey)
    #expect(throws: CPSError(.challengeForAnotherKey)) {
      try tree.verifier().verify(proof, expecting: try act.expectation())
    }
  }

  /// The thief takes a proof in flight and puts in their own key.
  @Test func `HN-07 a proof whose workstation key was exchanged is refused`() throws {
    let genuine = try act.proof(certificate: certificate, signedBy: tree.cardKey)
    var thief = act
    thief.workstationKey = tree.otherWorkstationKey
    let stolen = try Proof(
      challengeID: genuine.challengeID, algorithm: genuine.algorithm,
      unverifiedCertificate: genuine.unverifiedCertificate, signature: genuine.signature,
      workstationKey: try WorkstationKey(tree.otherWorkstationKey.publicKey))
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.verifier().verify(stolen, expecting: try thief.expectation())
    }
  }

  @Test func `HN-09 a signature by one algorithm never passes for the other`() throws {
    for (used, named) in [(ProofAlgorithm.rs256, ProofAlgorithm.ps256), (.ps256, .rs256)] {
      var act = act
      act.algorithm = used
      let genuine = try act.proof(certificate: certificate, signedBy: tree.cardKey)
      let renamed = try Proof(
        challengeID: genuine.challengeID, algorithm: named, unverifiedCertificate: certificate,
        signature: genuine.signature, workstationKey: genuine.workstationKey)
      #expect(throws: CPSError(.proofSignatureInvalid)) {
        try tree.verifier().verify(renamed, expecting: try act.expectation())
      }
    }
  }

  @Test func `HC-14 the certificate of another person than the key is refused`() throws {
    let proof = try act.proof(certificate: certificate, signedBy: tree.otherCardKey)
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.verifier().verify(proof, expecting: try act.expectation())
    }
  }

  @Test(arguments: [1, 128, 255, 257, 512])
  func `HC-15 a signature of another length is refused`(length: Int) throws {
    let genuine = try act.proof(certificate: certificate, signedBy: tree.cardKey)
    let signature = Array((genuine.signature + [UInt8](repeating: 0, count: 512)).prefix(length))
    #expect(throws: CPSError(.proofSignatureInvalid)) {
      try tree.verifier().verify(
        try replacing(signature, in: genuine), expecting: try act.expectation())
    }
  }

  @Test func `HC-16 a signature that is a known number is refused`() throws {
    let genuine = try act.proof(certificate: certificate, signedBy: tree.cardKey)
    let modulus = try #require(tree.cardKey.publicKey.rsaModulus)
    var less = modulus
    less[less.count - 1] -= 1
    let zeros = [UInt8](repeating: 0, count: 256)
    for signature in [zeros, zeros.dropLast() + [1], [UInt8](repeating: 0xFF, count: 256), modulus, less] {
      #expect(throws: CPSError(.proofSignatureInvalid)) {
        try tree.verifier().verify(
          try replacing(Array(signature), in: genuine), expecting: try act.expectation())
      }
    }
  }

  @Test func `HC-13 a certificate that is no certificate is refused`() throws {
    let genuine = try act.proof(certificate: certificate, signedBy: tree.cardKey)
    for bytes in [certificate + [0], Array(certificate.dropLast()), [0x30, 0x00], [0]] {
      let proof = try Proof(
        challengeID: genuine.challengeID, algorithm: .rs256, unverifiedCertificate: bytes,
        signature: genuine.signature, workstationKey: genuine.workstationKey)
      #expect(throws: CPSError(.certificateMalformed)) {
        try tree.verifier().verify(proof, expecting: try act.expectation())
      }
    }
  }

  private func replacing(_ signature: [UInt8], in proof: Proof) throws -> Proof {
    try Proof(
      challengeID: proof.challengeID, algorithm: proof.algorithm,
      unverifiedCertificate: proof.unverifiedCertificate, signature: signature,
      workstationKey: proof.workstationKey)
  }
}
