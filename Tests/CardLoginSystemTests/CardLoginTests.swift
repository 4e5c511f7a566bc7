import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CardReaders
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

/// A login through every layer that a real reader has: the driver of the card, libpcsclite, pcscd, vpcd.
@Suite struct CardLoginTests {
  private let cache = MemoryCardPublicDataCache()

  @Test func `the card signs, and others find the PIN closed afterwards`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      let login = try await LoginBench.authenticate(prepared, on: connection, cache: cache)
      let key = try Certificate(der: login.unverifiedCertificate).publicKey
      let message = try LoginBench.transcript(login.unverifiedCertificate, .rs256).bytes
      #expect(try key.isValid(signature: login.signature, for: message, algorithm: .rs256))
      #expect(try await bench.pinStateForOthers().contains("SW1=0x63, SW2=0xC3"))
      try await bench.remove(link)
    }
  }

  /// What the test above would see if the card were not reset.
  @Test func `a PIN that is left open is open to others`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let connection = try bench.connection()
      let pin = try PIN(SecretBytes(copying: Array("1234".utf8)))
      let verdict = try await connection.transaction(
        budget: CardBudget(exchanges: 10, bytes: 500), deadline: .seconds(10), ending: .leave, with: pin
      ) { (channel, pin: consuming PIN) throws(CPSError) in
        try channel.present(pin, as: PINReference(cla: 0, number: 1, lengths: 4...4))
      }
      #expect(verdict == .success)
      #expect(try await bench.pinStateForOthers().contains("SW1=0x90, SW2=0x00"))
      try await bench.remove(link)
    }
  }

  @Test func `the wire adds nothing to what a login exchanges`() async throws {
    let inProcess = try await counts(
      on: VirtualCardConnection(LoginBench.card(of: "physician", recorder: recorder)))
    recorder.reset()
    let throughPCSC = try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician", recorder: recorder))
      let counts = try await counts(on: bench.connection())
      try await bench.remove(link)
      return counts
    }
    // The guard of the tests reads the serial number once a transaction: two commands, 30 bytes.
    for (near, far) in zip(inProcess, throughPCSC) {
      #expect(far.exchanges == near.exchanges + 2)
      #expect(far.bytes == near.bytes + 30)
    }
  }

  private let recorder = ExchangeRecorder()

  /// What each half of a login exchanges.
  private func counts(on connection: some CardConnection) async throws -> [ExchangeCount] {
    let cache = MemoryCardPublicDataCache()
    recorder.reset()
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let first = recorder.count
    recorder.reset()
    _ = try await LoginBench.authenticate(prepared, on: connection, cache: cache)
    return [first, recorder.count]
  }

  @Test func `a wrong PIN spends one try`() async throws {
    try await LoginBench.use { bench in
      let card = try LoginBench.card(of: "physician")
      let link = try await bench.insert(card)
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      await #expect(throws: CPSError(.pinWrong)) {
        try await LoginBench.authenticate(prepared, on: connection, pin: "9999", cache: cache)
      }
      #expect(card.image.pins[0].triesLeft == 2)
      try await bench.remove(link)
    }
  }

  @Test func `CC-03 a card exchanged during the prompt never gets the PIN`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      try await bench.remove(link)
      let recorder = ExchangeRecorder()
      let other = try await bench.insert(LoginBench.card(of: "pharmacist", recorder: recorder))
      await #expect(throws: CPSError(.cardChanged)) {
        try await LoginBench.authenticate(prepared, on: connection, cache: cache)
      }
      #expect(!recorder.lines.contains { $0.hasPrefix("> 0020") })
      try await bench.remove(other)
    }
  }

  @Test func `a card taken out during the prompt is missed`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      try await bench.remove(link)
      await #expect(throws: CPSError(.noCard)) {
        try await LoginBench.authenticate(prepared, on: connection, cache: cache)
      }
    }
  }

  @Test func `HC-33 a card pulled during VERIFY leaves the try possibly spent`() async throws {
    try await LoginBench.use { bench in
      let card = try LoginBench.card(of: "physician")
      let link = try await bench.insert(card)
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      // Before VERIFY: the guard's two commands, and the two that read the serial number again.
      card.plan(CardFault(.removalAfterAction, afterExchanges: 4))
      await #expect(throws: CPSError(.pinStateUnknown)) {
        try await LoginBench.authenticate(prepared, on: connection, pin: "9999", cache: cache)
      }
      #expect(card.image.pins[0].triesLeft == 2)
      try await bench.remove(link)
    }
  }
}
