import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct ChallengeAuthorityTests {
  private let bench: ServiceBench
  private let key: KeyThumbprint
  private let authority: ChallengeAuthority

  init() throws {
    bench = try ServiceBench()
    key = try bench.workstation.workstationKey().thumbprint
    authority = try bench.challenges()
  }

  private func take(
    _ id: String, by key: KeyThumbprint? = nil, purpose: Purpose = .login, function: FunctionName? = nil,
    from authority: ChallengeAuthority? = nil
  ) async throws -> Nonce {
    let taken = try await (authority ?? self.authority).take(
      id, by: key ?? self.key, purpose: purpose, function: function)
    return try taken.expectation(about: nil).nonce
  }

  @Test func aChallengeOpensTheVerificationOfWhatItWasIssuedFor() async throws {
    let challenge = try await authority.issue(for: .stepUp, function: "infopatient.lookup", to: key)
    #expect(challenge.lifeInSeconds == 60)
    let taken = try await authority.take(
      challenge.id, by: key, purpose: .stepUp, function: "infopatient.lookup")
    let expectation = try taken.expectation(about: "2550814168025")
    #expect(expectation.nonce == challenge.nonce)
    #expect(expectation.audience == bench.audience)
    #expect(expectation.keyThumbprint == key)
    #expect(expectation.function == "infopatient.lookup")
    #expect(expectation.subject == (try SubjectDigest(of: "2550814168025", under: challenge.nonce)))
  }

  @Test func `HN-06 a second taking is refused`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    _ = try await take(id)
    await expect(.challengeUsed) { try await take(id) }
  }

  @Test func `CC-04 of two hundred who take one challenge, one has it`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let winners = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<200 { group.addTask { (try? await take(id)) != nil } }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test func `HN-05 a challenge lives sixty seconds of the service's clock`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    bench.clock.advance(by: .milliseconds(59_999))
    _ = try await take(id)
    let late = try await authority.issue(for: .login, function: nil, to: key).id
    bench.clock.advance(by: .seconds(60))
    await expect(.challengeExpired) { try await take(late) }
  }

  @Test(arguments: [-86_400, -6, 60, 86_400])
  func `FT-03 a clock that jumps makes challenges expire, not return`(seconds: Int) async throws {
    let used = try await authority.issue(for: .login, function: nil, to: key).id
    _ = try await take(used)
    let fresh = try await authority.issue(for: .login, function: nil, to: key).id
    bench.clock.advance(by: .seconds(seconds))
    await expect(.challengeExpired) { try await take(fresh) }
    await expect(.challengeExpired) { try await take(used) }
    bench.clock.advance(by: .seconds(-seconds))
    await expect(.challengeUsed) { try await take(used) }
  }

  @Test func `HN-08 garbage and strangers burn nobody's challenge`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let stranger = try KeyThumbprint([UInt8](repeating: 9, count: 32))
    await expect(.challengeForAnotherKey) { try await take(id, by: stranger) }
    await expect(.challengePurposeMismatch) { try await take(id, purpose: .presence) }
    await expect(.challengePurposeMismatch) { try await take(id, function: "infopatient.lookup") }
    _ = try await take(id)
  }

  @Test func everyBitOfAnIDIsAuthenticated() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let bytes = try #require(Base64URL.decode(id))
    for position in bytes.indices {
      var altered = bytes
      altered[position] ^= 1
      await expect(.challengeUnknown) { try await take(Base64URL.encode(altered)) }
    }
    await expect(.challengeUnknown) { try await take(Base64URL.encode(bytes + [0])) }
    await expect(.challengeUnknown) { try await take(Base64URL.encode(bytes.dropLast())) }
    _ = try await take(id)
  }

  @Test(arguments: ["", "AAAA", "Ünïcode", "====", String(repeating: "A", count: 1_025)])
  func whatIsNoIDIsUnknown(id: String) async throws {
    await expect(.challengeUnknown) { try await take(id) }
  }

  @Test func `HN-07 another service's challenge is unknown here`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let elsewhere = try ServiceBench()
    await expect(.challengeUnknown) { try await take(id, from: try elsewhere.challenges()) }
    // The same secret and store under another name.
    let sibling = try ChallengeAuthority(
      audience: try Audience("https://service.example:8443"), store: bench.store, secret: bench.secret,
      clock: bench.clock, random: bench.random)
    await expect(.challengeUnknown) { try await take(id, from: sibling) }
  }

  @Test func `CA-07 a challenge of another world is unknown here`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let production = try ChallengeAuthority(
      audience: bench.audience, store: try MemoryStore(environment: .production, random: bench.random),
      secret: bench.secret, clock: bench.clock, random: bench.random)
    await expect(.challengeUnknown) { try await take(id, from: production) }
  }

  @Test func `ST-09 a challenge of an earlier life of the store is refused`() async throws {
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    let restored = try ChallengeAuthority(
      audience: bench.audience, store: try MemoryStore(environment: .synthetic, random: bench.random),
      secret: bench.secret, clock: bench.clock, random: bench.random)
    await expect(.challengeExpired) { try await take(id, from: restored) }
  }

  @Test func `FT-02 without randomness there is no challenge`() async throws {
    let silent = try ChallengeAuthority(
      audience: bench.audience, store: bench.store, secret: bench.secret, clock: bench.clock,
      random: SilentRandomSource())
    await expect(.randomnessUnavailable) { try await silent.issue(for: .login, function: nil, to: key) }
  }

  @Test func `ST-08 a store that does not answer gives no challenge away`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    let authority = try bench.challenges()
    let id = try await authority.issue(for: .login, function: nil, to: key).id
    store.fail(.take)
    await expect(.storeUnavailable) { try await take(id, from: authority) }
  }

  @Test(arguments: [-1, 0, 61, 3_155_760_000])
  func `CA-08 a life out of range is refused`(seconds: Int) throws {
    #expect(throws: CPSError(.configurationInvalid)) { try bench.challenges(lifeInSeconds: seconds) }
  }

  @Test(arguments: [(Purpose.login, "infopatient.lookup"), (.presence, "infopatient.lookup")])
  func aFunctionBelongsToAStepUpAlone(purpose: Purpose, function: String) async throws {
    let name = FunctionName(rawValue: function)
    await expect(.requestMalformed) { try await authority.issue(for: purpose, function: name, to: key) }
    await expect(.requestMalformed) { try await authority.issue(for: .stepUp, function: nil, to: key) }
  }

  @Test(arguments: [0, 31])
  func aShortSecretIsRefused(length: Int) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try ServiceSecret(try SecretBytes(copying: (0..<length).map { UInt8($0) }))
    }
  }

  @Test func aSecretOfEqualBytesIsRefused() {
    #expect(throws: CPSError(.configurationInvalid)) {
      try ServiceSecret(try SecretBytes(copying: [UInt8](repeating: 7, count: 32)))
    }
  }
}
