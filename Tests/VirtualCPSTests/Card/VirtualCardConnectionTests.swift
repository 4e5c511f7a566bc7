import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// The virtual card as a connection: transactions, and misfortunes in them.
@Suite struct VirtualCardConnectionTests {
  private static let budget = CardBudget(exchanges: 20, bytes: 2_000)
  private static let reference = PINReference(cla: 0, number: 1, lengths: 4...4)
  private static let selectSerial = CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00, 0xD0, 0x03])
  private static let readSerial = CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 12)
  private static let pinState = CommandAPDU(0x00, 0x20, 0x00, 0x01)

  private static func pin() throws -> PIN { try PIN(SecretBytes(copying: Array(Bench.pin.utf8))) }

  private static func serial(over connection: VirtualCardConnection) async throws -> [UInt8] {
    try await connection.transaction(budget: budget, deadline: .seconds(5)) { channel throws(CPSError) in
      _ = try channel.send(selectSerial).requireSuccess()
      return try channel.send(readSerial).requireSuccess()
    }
  }

  private static func present(
    over connection: VirtualCardConnection, ending end: TransactionEnd = .reset
  ) async throws -> StatusWord {
    try await connection.transaction(budget: budget, deadline: .seconds(5), ending: end, with: pin()) {
      (channel, pin: consuming PIN) throws(CPSError) in
      try channel.present(pin, as: reference)
    }
  }

  private static func status(over connection: VirtualCardConnection) async throws -> StatusWord {
    try await connection.transaction(budget: budget, deadline: .seconds(5)) { channel throws(CPSError) in
      try channel.send(pinState).status
    }
  }

  @Test func `a reset at the end closes the PIN for everybody`() async throws {
    let card = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(card)
    #expect(try await Self.present(over: connection, ending: .leave) == .success)
    #expect(try await Self.status(over: connection) == .success)
    #expect(try await Self.present(over: connection) == .success)
    #expect(try await Self.status(over: connection).triesLeft == 3)
  }

  @Test func `CC-03 a card exchanged between transactions is seen by the next one`() async throws {
    var image = try Bench.image()
    image.masterFile.files[2].content[7] = 0x11
    let other = try VirtualCard(image)
    let connection = VirtualCardConnection(try VirtualCard(Bench.image())) {
      $0 == 2 ? .exchange(other) : nil
    }
    #expect(try await Self.serial(over: connection)[7] == 0x99)
    #expect(try await Self.serial(over: connection)[7] == 0x11)
  }

  @Test func `a card pulled at an exchange ends the transaction`() async throws {
    let connection = VirtualCardConnection(
      try VirtualCard(Bench.image()), atExchange: { $0 == 2 ? .removal : nil })
    await #expect(throws: CPSError(.cardRemoved)) { try await Self.serial(over: connection) }
    await #expect(throws: CPSError(.noCard)) { try await Self.serial(over: connection) }
    connection.cause(.exchange(try VirtualCard(Bench.image())))
    #expect(try await Self.serial(over: connection).count == 12)
  }

  @Test func `a card exchanged during a transaction does not answer in it`() async throws {
    let other = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(
      try VirtualCard(Bench.image()), atExchange: { $0 == 2 ? .exchange(other) : nil })
    await #expect(throws: CPSError(.cardRemoved)) { try await Self.serial(over: connection) }
    #expect(try await Self.serial(over: connection).count == 12)
  }

  @Test func `CC-02 a reset by another program is told`() async throws {
    let connection = VirtualCardConnection(
      try VirtualCard(Bench.image()), atExchange: { $0 == 2 ? .reset : nil })
    await #expect(throws: CPSError(.cardReset)) { try await Self.serial(over: connection) }
  }

  @Test(arguments: [CardFault.Effect.mute, .emptyAnswer, .removalAfterAction])
  func `HC-33 a VERIFY without an answer has spent its try when it was wrong`(
    effect: CardFault.Effect
  ) async throws {
    var image = try Bench.image()
    image.pins[0].digits = "9999"
    let card = try VirtualCard(image)
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(effect, afterExchanges: 0))
    await #expect(throws: CPSError(.pinStateUnknown)) { try await Self.present(over: connection) }
    #expect(card.image.pins[0].triesLeft == 2)
  }

  @Test func `a card pulled before a VERIFY has spent nothing`() async throws {
    var image = try Bench.image()
    image.pins[0].digits = "9999"
    let card = try VirtualCard(image)
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(.removal, afterExchanges: 0))
    await #expect(throws: CPSError(.pinStateUnknown)) { try await Self.present(over: connection) }
    #expect(card.image.pins[0].triesLeft == 3)
  }

  @Test func `a mute card stays mute until it gets power again`() async throws {
    let card = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(.mute, afterExchanges: 1))
    await #expect(throws: CPSError(.timedOut)) { try await Self.serial(over: connection) }
    await #expect(throws: CPSError(.timedOut)) { try await Self.serial(over: connection) }
    card.reset()
    #expect(try await Self.serial(over: connection).count == 12)
  }

  @Test func `transactions wait for one another`() async throws {
    let recorder = ExchangeRecorder()
    let connection = VirtualCardConnection(try VirtualCard(Bench.image(), recorder: recorder))
    try await withThrowingTaskGroup { group in
      for _ in 1...20 { group.addTask { _ = try await Self.serial(over: connection) } }
      try await group.waitForAll()
    }
    let commands = recorder.lines.filter { $0.hasPrefix(">") }
    #expect(commands == (1...20).flatMap { _ in ["> 00a4090c043f00d003", "> 00b000000c"] })
  }
}
