import CPSDiagnostics
import SmartCard
import TestSupport
import VirtualCPS

/// A card behind a reader with a keypad, at which somebody does something else at each VERIFY.
actor PINPadConnection: CardConnection {
  private let card: VirtualCard
  private var deeds: [PINPadTransport.Deed]
  /// How long each transaction was allowed to last.
  private(set) var deadlines: [Duration] = []

  init(_ card: VirtualCard, _ deeds: PINPadTransport.Deed...) {
    self.card = card
    self.deeds = deeds
    card.powerOn()
  }

  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    deadlines.append(deadline)
    defer { if end == .reset { card.reset() } }
    let deed = deeds.first ?? .answers([])
    if end == .reset, !deeds.isEmpty { deeds.removeFirst() }
    let reader = PINPadTransport(VirtualCardTransport(to: card), deed)
    var channel = CardChannel(over: reader, budget: budget)
    return try body(&channel, input)
  }
}
