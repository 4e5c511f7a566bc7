import CPSCard
import CPSDiagnostics
import SmartCard
import VirtualCPS

/// A virtual card on the workbench, whose codes are tried, changed and unblocked by the two halves.
final class CodeBench {
  static let puk = "87654321"

  let recorder = ExchangeRecorder()
  let card: VirtualCard

  convenience init() throws(CPSError) { try self.init(TestCards.image()) }

  init(_ image: VirtualCardImage) throws(CPSError) {
    card = try VirtualCard(image, recorder: recorder)
    card.powerOn()
  }

  /// A card whose PIN or PUK has another state.
  convenience init(
    _ number: UInt8, of generation: VirtualCardGeneration = .cps3, _ change: (inout VirtualCardPIN) -> Void
  ) throws(CPSError) {
    var image = try TestCards.image(generation)
    for index in image.pins.indices where image.pins[index].number == number { change(&image.pins[index]) }
    try self.init(image)
  }

  /// The commands that held a code, without their data.
  var secretCommands: [String] {
    recorder.lines.filter { line in
      line.hasSuffix("**") && ["20", "24", "2c"].contains(line.dropFirst(4).prefix(2))
    }.map { String($0.dropFirst(2).prefix(8)) }
  }
  func triesLeft(_ number: UInt8) -> UInt8? { card.image.pins.first { $0.number == number }?.triesLeft }
  var digits: String? { card.image.pins.first { $0.number == 1 }?.digits }

  private func channel(
    _ budget: CardBudget, _ interposer: InterposedTransport.Interposer?
  ) -> CardChannel {
    guard let interposer else { return CardChannel(over: VirtualCardTransport(to: card), budget: budget) }
    return CardChannel(over: InterposedTransport(to: card, interposer), budget: budget)
  }

  func prepare() throws(CPSError) -> PreparedPIN {
    var channel = channel(CardPIN.preparationBudget, nil)
    return try CardPIN.prepare(over: &channel)
  }

  func verify(
    _ prepared: PreparedPIN, pin: String = TestCards.pin, lastTry: LastTry = .refuse,
    through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> PINOutcome {
    var channel = channel(CardPIN.budget, interposer)
    return try CardPIN.verify(prepared, over: &channel, pin: TestCards.pin(pin), lastTry: lastTry)
  }

  func change(
    _ prepared: PreparedPIN, from current: String = TestCards.pin, to new: String = "5678",
    lastTry: LastTry = .refuse, through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> PINOutcome {
    var channel = channel(CardPIN.budget, interposer)
    return try CardPIN.change(
      prepared, over: &channel, from: TestCards.pin(current), to: TestCards.pin(new), lastTry: lastTry)
  }

  func unblock(
    _ prepared: PreparedPIN, puk: String = puk, to new: String = "5678", lastTry: LastTry = .refuse,
    through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> PINOutcome {
    var channel = channel(CardPIN.budget, interposer)
    return try CardPIN.unblock(
      prepared, over: &channel, puk: TestCards.pin(puk), to: TestCards.pin(new), lastTry: lastTry)
  }

  /// A card that answers the instruction `instruction` with `status`, whatever it is given.
  static func answering(_ instruction: UInt8, _ status: [UInt8]) -> InterposedTransport.Interposer {
    { (command, card) throws(CPSError) in
      command[1] == instruction ? status : try card(command)
    }
  }
}
