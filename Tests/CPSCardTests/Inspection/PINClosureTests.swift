import CPSCard
import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

/// Whether a card forgets its PIN when it is reset.
@Suite struct PINClosureTests {
  /// A connection whose reader only says that it resets the card.
  private struct IdleReset: CardConnection {
    let card: VirtualCard

    func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
      budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
      _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
    ) async throws(CPSError) -> Result {
      var channel = CardChannel(over: VirtualCardTransport(to: card), budget: budget)
      return try body(&channel, input)
    }
  }

  private static let generations: [VirtualCardGeneration] = [.cps3, .cps4, .cps4T0]

  /// A card whose PIN somebody has presented.
  private func openCard(_ generation: VirtualCardGeneration) async throws -> VirtualCard {
    let card = try VirtualCard(try TestCards.image(generation))
    card.powerOn()
    if generation != .cps3 {
      _ = card.transmit([0x01, 0xA4, 0x04, 0x0C, 0x08, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00])
    }
    let verify: [UInt8] = [generation == .cps3 ? 0x00 : 0x01, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]
    #expect(card.transmit(verify) == .answer([0x90, 0x00]))
    return card
  }

  @Test(arguments: generations)
  func `HC-25 a reset closes a PIN that another program left open`(
    generation: VirtualCardGeneration
  ) async throws {
    let connection = VirtualCardConnection(nil)
    connection.cause(.exchange(try await openCard(generation)))
    #expect(try await CardInspection.requireClosed(on: connection))
  }

  @Test(arguments: generations)
  func `HC-25 a reset that closes nothing is an alarm`(generation: VirtualCardGeneration) async throws {
    let reader = IdleReset(card: try await openCard(generation))
    await #expect(throws: CPSError(.pinLeftOpen)) { try await CardInspection.requireClosed(on: reader) }
    reader.card.reset()
    #expect(try await CardInspection.requireClosed(on: reader))
  }

  @Test(arguments: generations)
  func `HC-25 the PIN is closed after a login, a change and a look at private data`(
    generation: VirtualCardGeneration
  ) async throws {
    let connection = TransactionLog(VirtualCardConnection(try VirtualCard(try TestCards.image(generation))))
    let cache = MemoryCardPublicDataCache()
    let card = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    _ = try await CardLogin.authenticate(
      card, on: connection, entry: .typed(try TestCards.pin()), lastTry: .refuse, cache: cache,
      transcript: TestCards.transcript)
    #expect(try await CardInspection.requireClosed(on: connection))
    _ = try await CardPIN.change(
      try await CardPIN.prepare(on: connection), on: connection, from: try TestCards.pin(),
      to: try TestCards.pin("5678"), lastTry: .refuse)
    #expect(try await CardInspection.requireClosed(on: connection))
    _ = try await CardInspection.privateData(
      try await CardPIN.prepare(on: connection), on: connection, pin: try TestCards.pin("5678"),
      lastTry: .refuse)
    #expect(try await CardInspection.requireClosed(on: connection))
  }

  @Test func `a card that guards nothing does not tell`() async throws {
    let image = try TestCards.image().replacing(0x7005, with: [])
    let card = try VirtualCard(image)
    #expect(try await !CardInspection.requireClosed(on: VirtualCardConnection(card)))
  }

  @Test func `HC-25 no key and no code is used to find out`() async throws {
    for generation in Self.generations {
      let recorder = ExchangeRecorder()
      let connection = VirtualCardConnection(
        try VirtualCard(try TestCards.image(generation), recorder: recorder))
      _ = try await CardInspection.requireClosed(on: connection)
      let instructions = Set(
        recorder.lines.filter { $0.hasPrefix(">") }.map { $0.dropFirst(4).prefix(2) })
      #expect(
        instructions.isSubset(of: generation == .cps3 ? ["a4", "b0", "c0"] : ["a4", "b0", "c0", "20"]))
      #expect(!recorder.lines.contains { $0.hasSuffix("**") })
    }
  }
}
