import CPSCard
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

@Suite struct CardHoldTests {
  private let recorder = ExchangeRecorder()
  private let connection: ThreadedConnection
  private let cache = MemoryCardPublicDataCache()

  init() throws {
    connection = ThreadedConnection(try VirtualCard(TestCards.image(), recorder: recorder))
  }

  private static func transcript(_ purpose: Purpose)
    -> @Sendable ([UInt8], ProofAlgorithm) throws(CPSError) ->
    Transcript
  {
    { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: .synthetic, algorithm: algorithm, audience: Audience("https://service.example"),
        nonce: Nonce((0..<32).map { $0 }), purpose: purpose, function: nil, subject: nil,
        keyThumbprint: KeyThumbprint([UInt8](repeating: 1, count: 32)), certificate: certificate)
    }
  }

  private func begin(_ pin: String = TestCards.pin) async throws -> (CardHold, CardAuthentication) {
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    return try await CardHold.begin(
      prepared, on: connection, entry: .typed(try TestCards.pin(pin)), lastTry: .refuse, cache: cache,
      transcript: Self.transcript(.login))
  }

  private var verifications: Int { recorder.lines.count { $0.hasPrefix("> 0020") && $0.hasSuffix("**") } }

  @Test func `one VERIFY serves the login and every presence after it`() async throws {
    let (hold, login) = try await begin()
    for _ in 0..<3 {
      let presence = try await hold.signPresence(Self.transcript(.presence))
      let key = try Certificate(der: presence.unverifiedCertificate).publicKey
      let signed = try Self.transcript(.presence)(presence.unverifiedCertificate, presence.algorithm)
      #expect(try key.isValid(signature: presence.signature, for: signed.bytes, algorithm: .rs256))
      #expect(presence.unverifiedCertificate == login.unverifiedCertificate)
    }
    #expect(verifications == 1)
    #expect(connection.ended == [.leave])
    await hold.end()
    #expect(connection.ended == [.leave, .reset])
  }

  @Test(arguments: [Purpose.login, .stepUp])
  func `what is held signs nothing but presence`(purpose: Purpose) async throws {
    let (hold, _) = try await begin()
    let before = recorder.lines.count
    await #expect(throws: CPSError(.internalFault)) {
      _ = try await hold.signPresence(Self.transcript(purpose))
    }
    #expect(recorder.lines.count == before)
    await hold.end()
    #expect(connection.ended == [.leave, .reset])
  }

  @Test func `a wrong PIN holds nothing, and resets the card`() async throws {
    await #expect(throws: CPSError(.pinWrong)) { _ = try await begin("9999") }
    #expect(connection.ended == [.leave, .reset])
    #expect(verifications == 1)
  }

  @Test func `after its end a hold signs nothing`() async throws {
    let (hold, _) = try await begin()
    await hold.end()
    await #expect(throws: CPSError(.cardReset)) {
      _ = try await hold.signPresence(Self.transcript(.presence))
    }
    await hold.end()
  }

  @Test func `HC-25 the PIN is closed again when a hold is let go of`() async throws {
    let (hold, _) = try await begin()
    await hold.end()
    let status = try await connection.transaction(
      budget: CardBudget(exchanges: 5, bytes: 1_000), deadline: .seconds(5)
    ) { (channel) throws(CPSError) in
      _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00, 0x00, 0x01]))
        .requireSuccess()
      let environment: [UInt8] = [0x80, 0x01, 0x02, 0x84, 0x01, 0x82]
      _ = try channel.send(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: environment)).requireSuccess()
      return try channel.send(CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [0x30, 0x00], expecting: 256)).status
    }
    #expect(status == .securityNotSatisfied)
  }
}
