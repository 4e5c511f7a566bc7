import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

@Suite struct CardLoginTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  private func challenge(_ purpose: Purpose = .login, _ function: FunctionName? = nil) async throws
    -> Challenge
  {
    try await bench.service.issueChallenge(for: purpose, function: function, request: try bench.request())
  }

  private func open(_ proof: Proof, from workstation: VirtualWorkstation? = nil) async throws {
    _ = try await bench.service.openCardSession(
      with: proof, request: try bench.request("/cpsauth/sessions", from: workstation))
  }

  /// A proof by a modified client, which signs what it likes with the card's own key.
  private func forge(
    _ challenge: Challenge, environment: TrustEnvironment = .synthetic, audience: String? = nil,
    nonce: Nonce? = nil, purpose: Purpose = .login, function: FunctionName? = nil, subject: String? = nil,
    algorithm: ProofAlgorithm = .rs256, signedBy key: PrivateKey? = nil
  ) throws -> Proof {
    let physician = try ServiceBench.physician
    let workstation = try bench.workstation.workstationKey()
    let transcript = try Transcript(
      environment: environment, algorithm: algorithm,
      audience: try audience.map { try Audience($0) } ?? bench.audience, nonce: nonce ?? challenge.nonce,
      purpose: purpose, function: function,
      subject: try subject.map { try SubjectDigest(of: $0, under: challenge.nonce) },
      keyThumbprint: workstation.thumbprint, certificate: physician.certificate.der)
    let signature = try (key ?? physician.key).sign(transcript.bytes, algorithm: .rs256)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: physician.certificate.der,
      signature: signature, workstationKey: workstation)
  }

  @Test func aCardAndItsPINOpenASession() async throws {
    let opened = try await bench.logIn()
    #expect(opened.session.identity.nationalIdentifier.text == "899900123011")
    #expect(opened.session.identity.profession == .physician)
    #expect(opened.session.card.number.text == "2698000201")
    #expect(opened.session.grant.endsAt == ServiceBench.noon + .seconds(14_400))
    let recognised = try await bench.recognise(opened.token)
    #expect(try recognised.requireCard().holder == opened.session.holder)
  }

  @Test func theLoginIsInTheAuditLogBeforeTheTokenLeaves() async throws {
    let opened = try await bench.logIn()
    let login = try #require(try await bench.events(.login).first)
    #expect(login.actor?.nationalIdentifier == "899900123011")
    #expect(login.actor?.session == opened.session.grant.reference)
    let physician = try ServiceBench.physician
    #expect(login.facts["certificate"] == Hexadecimal.encode(physician.certificate.sha256))
    #expect(login.facts["crl-number"]?.isEmpty == false)
    #expect(login.facts["register"] == "not-configured")
    let all = try await bench.store.auditRecords(after: 0, limit: 10)
    let token = opened.token.text
    for record in all { #expect(!String(decoding: record.content, as: UTF8.self).contains(token)) }
  }

  @Test func `CL-08 what a modified client leaves out or changes makes the signature worthless`() async throws
  {
    let other = try Nonce(from: bench.random)
    let forgeries: [(Challenge) throws -> Proof] = [
      { try forge($0, audience: "https://other.example") },
      { try forge($0, audience: "https://service.example:8443") },
      { try forge($0, purpose: .presence) },
      { try forge($0, function: "infopatient.lookup") },
      { try forge($0, environment: .production) },
      { try forge($0, nonce: other) },
      { try forge($0, subject: "2550814168025") },
      { try forge($0, algorithm: .ps256) },
    ]
    for forgery in forgeries {
      let proof = try forgery(try await challenge())
      await expect(.proofSignatureInvalid) { try await open(proof) }
    }
    try await open(try forge(try await challenge()))
  }

  @Test func `HN-06 a proof is accepted once, and its second coming is an alarm`() async throws {
    let proof = try forge(try await challenge())
    try await open(proof)
    await expect(.challengeUsed) { try await open(proof) }
    #expect(try await bench.events(.alarm).map(\.diagnostic) == ["challenge.used"])
  }

  @Test func `HN-07 a proof does not serve another workstation`() async throws {
    let thief = try bench.otherWorkstation()
    let proof = try forge(try await challenge())
    await expect(.challengeForAnotherKey) { try await open(proof, from: thief) }
    let renamed = try Proof(
      challengeID: proof.challengeID, algorithm: proof.algorithm,
      unverifiedCertificate: proof.unverifiedCertificate, signature: proof.signature,
      workstationKey: try thief.workstationKey())
    await expect(.challengeForAnotherKey) { try await open(renamed, from: thief) }
    try await open(proof)
  }

  @Test func `HN-05 an expired challenge opens nothing`() async throws {
    let proof = try forge(try await challenge())
    bench.clock.advance(by: .seconds(60))
    await expect(.challengeExpired) { try await open(proof) }
  }

  @Test func aChallengeOfAnotherPurposeOpensNoSession() async throws {
    let presence = try await challenge(.presence)
    await expect(.challengePurposeMismatch) { try await open(try forge(presence, purpose: .presence)) }
    let stepUp = try await challenge(.stepUp, "infopatient.lookup")
    await expect(.challengePurposeMismatch) {
      try await open(try forge(stepUp, purpose: .stepUp, function: "infopatient.lookup"))
    }
  }

  @Test func aRevokedCardOpensNothing() async throws {
    let physician = try ServiceBench.physician
    let later = bench.clock.now() + .seconds(60)
    bench.clock.advance(by: .seconds(60))
    try ServiceBench.world.get().publish(in: bench.book, revoking: [physician.certificate], at: later)
    await expect(.certificateRevoked) { try await bench.logIn() }
  }

  @Test func `CL-11 who cannot sign learns nothing from a person's certificate`() async throws {
    // Known here or not: the holder of the first card has a session, the holder of the second none.
    _ = try await bench.logIn()
    let stranger = try PrivateKey.generateRSA(bits: 2_048)
    for card in [try ServiceBench.physician, try ServiceBench.nurse] {
      let challenge = try await challenge()
      let proof = try Proof(
        challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: card.certificate.der,
        signature: try stranger.sign(Array("anything".utf8), algorithm: .rs256),
        workstationKey: try bench.workstation.workstationKey())
      await expect(.proofSignatureInvalid) { try await open(proof) }
    }
  }

  @Test func aSessionEndsWithItsCertificateAtTheLatest() async throws {
    let validity = LeafValidity(
      from: ServiceBench.noon - .seconds(3_600), to: ServiceBench.noon + .seconds(600))
    let card = try ServiceBench.world.get().issueCard(
      to: .pharmacist, serial: "98000203", validity: validity)
    let opened = try await bench.logIn(with: card)
    #expect(opened.session.grant.endsAt == ServiceBench.noon + .seconds(600))
    bench.clock.advance(by: .seconds(600))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func whatCannotBeAuditedOpensNothing() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.logIn() }
    store.fail(.insert)
    await expect(.auditUnavailable) { try await bench.logIn() }
    store.fail(.take)
    await expect(.storeUnavailable) { try await bench.logIn() }
    store.fail(nil)
    _ = try await bench.logIn()
  }

  @Test func `CA-07 parts of different worlds make no service`() throws {
    let production = try MemoryStore(environment: .production, random: bench.random)
    let log = AuditLog(store: production, clock: bench.clock, random: bench.random)
    for (store, log) in [(bench.store, log), (production, bench.auditLog), (production, log)] {
      #expect(throws: CPSError(.storeForeign)) {
        try Authenticator(
          audience: bench.audience, verifier: try ProofVerifier(book: bench.book, clock: bench.clock),
          store: store, auditLog: log, secret: bench.secret, clock: bench.clock, random: bench.random)
      }
    }
  }
}
