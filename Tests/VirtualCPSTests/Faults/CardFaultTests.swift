import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// Each misfortune that strikes a card, at the command it is planned for and at no other.
@Suite struct CardFaultTests {
  private static let serial = "5a0a8025000001992138450f9000"

  /// A card with EF.SN selected, and `fault` to strike.
  private static func bench(_ effect: CardFault.Effect, after exchanges: Int = 0, times: Int = 1) throws
    -> Bench
  {
    let bench = try Bench()
    try bench.send("00A4090C043F00D003")
    bench.card.plan(CardFault(effect, afterExchanges: exchanges, times: times))
    return bench
  }

  private static func read(_ bench: Bench) throws -> String { try bench.send("00B000000C") }

  @Test(arguments: [
    (CardFault.Effect.refusal(StatusWord(rawValue: 0x6F00)), "6f00"),
    (.substitutedStatus(StatusWord(rawValue: 0x6282)), "5a0a8025000001992138450f6282"),
    (.truncation(to: 3), "5a0a80"), (.truncation(to: 0), ""), (.truncation(to: -1), ""),
    (.truncation(to: 99), serial), (.emptyAnswer, ""),
    (.surplus([0xAA, 0xBB]), "5a0a8025000001992138450faabb9000"),
    (.inversion(at: 0, mask: 0x80), "da0a8025000001992138450f9000"),
    (.inversion(at: 12, mask: 0xFF), "5a0a8025000001992138450f6f00"),
    (.inversion(at: 15, mask: 0x01), "5a0b8025000001992138450f9000"),
    (.delay(.seconds(600)), "late 5a0a8025000001992138450f9000"),
  ])
  func `an answer is altered once`(effect: CardFault.Effect, answer: String) throws {
    let bench = try Self.bench(effect)
    let command: [UInt8] = [0x00, 0xB0, 0x00, 0x00, 0x0C]
    switch bench.card.transmit(command) {
    case .answer(let bytes): #expect(Hexadecimal.encode(bytes) == answer)
    case .lateAnswer(let bytes, after: let duration):
      #expect("late " + Hexadecimal.encode(bytes) == answer)
      #expect(duration == .seconds(600))
    case .silence, .resetNotice, .absence: Issue.record("no answer")
    }
    #expect(try Self.read(bench) == Self.serial)
  }

  @Test(arguments: [0, 1, 2, 5])
  func `a fault waits for its command, and strikes as often as it is told`(exchanges: Int) throws {
    let bench = try Self.bench(.refusal(.conditionsNotSatisfied), after: exchanges, times: 2)
    let answers = try (0..<9).map { _ in try Self.read(bench) }
    let struck = answers.indices.filter { answers[$0] == "6985" }
    #expect(struck == [exchanges, exchanges + 1])
    #expect(answers.filter { $0 == Self.serial }.count == 7)
  }

  @Test func `HC-01 a fault without end strikes for ever`() throws {
    let bench = try Self.bench(.refusal(StatusWord(rawValue: 0x61FF)), after: 1, times: .max)
    #expect(try Self.read(bench) == Self.serial)
    for _ in 1...50 { #expect(try bench.send("00C00000FF") == "61ff") }
    bench.card.plan(nil)
    #expect(try Self.read(bench) == Self.serial)
  }

  @Test func `several faults strike one after the other`() throws {
    let bench = try Bench()
    bench.card.plan([
      CardFault(.refusal(.fileNotFound), afterExchanges: 2), CardFault(.emptyAnswer, afterExchanges: 0),
      CardFault(.refusal(.wrongData), afterExchanges: 2),
    ])
    let answers = try (0..<4).map { _ in try bench.send("0020000100") }
    #expect(answers == ["", "63c3", "6a82", "63c3"])
  }

  @Test func `CC-02 a reset is told, and the command has reached the card or not`() throws {
    let before = try Self.bench(.reset)
    try before.presentPINUnderFault()
    #expect(before.card.transmit([0x00, 0x20, 0x00, 0x01, 0x00]) == .answer([0x63, 0xC3]))
    var image = try Bench.image()
    image.pins[0].digits = "9999"
    let after = try Bench(image)
    after.card.plan(CardFault(.resetAfterAction, afterExchanges: 0))
    try after.presentPINUnderFault()
    #expect(after.card.image.pins[0].triesLeft == 2)
  }

  @Test func `a card that forgets acts on the command all the same`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    bench.card.plan(CardFault(.forgetfulness, afterExchanges: 1))
    #expect(try bench.send("0020000100") == "9000")
    #expect(try bench.send("0020000100") == "63c3")
  }

  @Test func `another program moves the current file, or takes the channel`() throws {
    let bench = try Self.bench(.interloper([[0x00, 0xA4, 0x09, 0x0C, 0x02, 0x3F, 0x00]]))
    #expect(try Self.read(bench) == "6986")
    let newer = try Bench(Bench.image(.cps4))
    try newer.openChannel()
    newer.card.plan(
      CardFault(.interloper([[0x01, 0xA4, 0x04, 0x0C, 7, 0xA0, 0, 0, 1, 0x51, 0, 0]]), afterExchanges: 0))
    #expect(try newer.send("01200001") == "6881")
  }

  @Test func `what another program sends is not counted as ours`() throws {
    let recorder = ExchangeRecorder()
    let bench = try Bench(recorder: recorder)
    bench.card.plan(CardFault(.interloper(Interloper.all.flatMap { $0 }), afterExchanges: 0))
    try bench.send("0020000100")
    #expect(recorder.lines == ["> 0020000100", "< 63c3"])
  }

  @Test func `no interloper presents a PIN`() throws {
    for generation in VirtualCardGeneration.allCases {
      let bench = try Bench(Bench.image(generation))
      for command in Interloper.all.flatMap({ $0 }) { _ = bench.card.transmit(command) }
      #expect(bench.card.image == (try Bench.image(generation)))
    }
  }
}

extension Bench {
  /// A VERIFY that a reset strikes.
  fileprivate func presentPINUnderFault() throws {
    let command = try #require(Hexadecimal.decode("0020000104" + "31323334"))
    #expect(card.transmit(command) == .resetNotice)
  }
}
