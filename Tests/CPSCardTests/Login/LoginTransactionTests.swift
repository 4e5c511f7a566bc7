import CPSCard
import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

/// What a login does to the card between and after its two transactions.
@Suite struct LoginTransactionTests {
  private let cache = MemoryCardPublicDataCache()

  private func authenticate(
    _ prepared: PreparedCard, on connection: some CardConnection, pin: String = TestCards.pin
  ) async throws(CPSError) -> CardAuthentication {
    try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try TestCards.pin(pin)), lastTry: .refuse, cache: cache,
      transcript: TestCards.transcript)
  }

  /// What another program gets when it asks the authentication key for a signature, without a PIN.
  private func statusOfForeignSignature(on connection: some CardConnection) async throws -> StatusWord {
    try await connection.transaction(
      budget: CardBudget(exchanges: 5, bytes: 1_000), deadline: .seconds(5)
    ) { (channel) throws(CPSError) in
      _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00, 0x00, 0x01]))
        .requireSuccess()
      let environment: [UInt8] = [0x80, 0x01, 0x02, 0x84, 0x01, 0x82]
      _ = try channel.send(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: environment)).requireSuccess()
      return try channel.send(CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [0x30, 0x00], expecting: 256)).status
    }
  }

  @Test func `CC-09 no transaction is held during the prompt, and the last one resets the card`() async throws
  {
    let connection = TransactionLog(VirtualCardConnection(try VirtualCard(try TestCards.image())))
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    #expect(connection.open == 0)
    #expect(connection.ends == [.leave])
    _ = try await authenticate(prepared, on: connection)
    #expect(connection.open == 0)
    #expect(connection.ends == [.leave, .reset])
  }

  @Test func `a wrong PIN ends with a reset, too`() async throws {
    let connection = TransactionLog(VirtualCardConnection(try VirtualCard(try TestCards.image())))
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    await #expect(throws: CPSError(.pinWrong)) {
      try await authenticate(prepared, on: connection, pin: "9999")
    }
    #expect(connection.ends == [.leave, .reset])
  }

  @Test func `HC-25 a second client finds the PIN closed afterwards`() async throws {
    let connection = VirtualCardConnection(try VirtualCard(try TestCards.image()))
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    _ = try await authenticate(prepared, on: connection)
    #expect(try await statusOfForeignSignature(on: connection) == .securityNotSatisfied)
  }

  @Test func `other programs use the card during the prompt`() async throws {
    let connection = VirtualCardConnection(try VirtualCard(try TestCards.image()))
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    #expect(try await statusOfForeignSignature(on: connection) == .securityNotSatisfied)
    _ = try await authenticate(prepared, on: connection)
  }

  @Test func `another program resets the card during the prompt, and the login goes on`() async throws {
    let connection = VirtualCardConnection(
      try VirtualCard(try TestCards.image()), atTransaction: { $0 == 2 ? .reset : nil })
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    _ = try await authenticate(prepared, on: connection)
  }

  @Test func `the serial is read again before the only VERIFY, and the key is used last`() async throws {
    let recorder = ExchangeRecorder()
    let connection = VirtualCardConnection(try VirtualCard(try TestCards.image(), recorder: recorder))
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    #expect(!recorder.lines.contains { $0.hasPrefix("> 0020") })
    recorder.reset()
    _ = try await authenticate(prepared, on: connection)
    let commands = recorder.lines.filter { $0.hasPrefix(">") }.map { String($0.dropFirst(2).prefix(8)) }
    #expect(
      commands == ["00a4090c", "00b00000", "00200001", "00a4090c", "002241a4", "00880000", "00c00000"])
  }

  @Test func `CC-03 HC-26 a card exchanged during the prompt never gets the PIN`() async throws {
    let recorder = ExchangeRecorder()
    let other = try VirtualCard(try TestCards.image(serial: TestCards.otherSerial), recorder: recorder)
    let first = try VirtualCard(try TestCards.image())
    let connection = VirtualCardConnection(first, atTransaction: { $0 == 2 ? .exchange(other) : nil })
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    await #expect(throws: CPSError(.cardChanged)) { try await authenticate(prepared, on: connection) }
    #expect(recorder.count.exchanges == 2)
    #expect(other.image.pins.allSatisfy { $0.triesLeft == $0.maximumTries })
    #expect(first.image.pins.allSatisfy { $0.triesLeft == $0.maximumTries })
  }

  @Test func `a card taken away during the prompt is missed before the PIN is used`() async throws {
    let card = try VirtualCard(try TestCards.image())
    let connection = VirtualCardConnection(card, atTransaction: { $0 == 2 ? .removal : nil })
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    await #expect(throws: CPSError(.noCard)) { try await authenticate(prepared, on: connection) }
    #expect(card.image.pins.allSatisfy { $0.triesLeft == $0.maximumTries })
  }

  @Test func `what was read is kept for the next login, stale data is not`() async throws {
    let connection = VirtualCardConnection(try VirtualCard(try TestCards.image()))
    #expect(try await !CardLogin.prepare(on: connection, cache: cache, environment: .synthetic).isFromCache)
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    #expect(prepared.isFromCache)
    let renewed = try VirtualCard(
      try TestCards.image(
        certificate: TestCards.certificate(of: TestCards.strangerKey, length: 1_400),
        key: TestCards.strangerKey))
    connection.cause(.exchange(renewed))
    let authentication = try await authenticate(prepared, on: connection)
    #expect(authentication.unverifiedCertificate.count == 1_400)
    #expect(cache.publicData(of: prepared.serial) == authentication.publicData)
  }

  @Test func `cached data that led nowhere is forgotten`() async throws {
    let connection = VirtualCardConnection(try VirtualCard(try TestCards.image()))
    _ = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let defective = try VirtualCard(
      try TestCards.image(
        certificate: prepared.publicData.authenticationCertificate,
        key: TestCards.strangerKey))
    connection.cause(.exchange(defective))
    await #expect(throws: CPSError(.signatureMismatch)) { try await authenticate(prepared, on: connection) }
    #expect(cache.publicData(of: prepared.serial) == nil)
  }
}
