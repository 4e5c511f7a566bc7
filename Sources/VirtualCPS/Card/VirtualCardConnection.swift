public import CPSDiagnostics
public import SmartCard
internal import Synchronization

/// A connection to a virtual reader in this process: one transaction at a time, and misfortunes on demand.
public actor VirtualCardConnection: CardConnection {
  private let slot: VirtualSlot
  private let atTransaction: @Sendable (Int) -> VirtualReaderEvent?
  private let atExchange: @Sendable (Int) -> VirtualReaderEvent?
  private var transactions = 0

  /// Connects to a reader that holds `card`, or nothing.
  ///
  /// - Parameters:
  ///   - atTransaction: asked before each transaction, with its number from 1, what happens to the card.
  ///   - atExchange: asked before each command, with its number from 1 over all transactions. Only the next
  ///     transaction finds an exchanged card: the running one gets ``Diagnostic/cardRemoved``.
  public init(
    _ card: VirtualCard?,
    atTransaction: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil },
    atExchange: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil }
  ) {
    slot = VirtualSlot(card)
    self.atTransaction = atTransaction
    self.atExchange = atExchange
  }

  /// Lets something happen to the card now.
  public nonisolated func cause(_ event: VirtualReaderEvent) { slot.cause(event) }

  /// Runs `body` as one transaction.
  ///
  /// The deadline is never waited for: a mute card gives ``Diagnostic/timedOut`` at once.
  ///
  /// - Throws: what `body` throws; ``Diagnostic/noCard`` when the reader is empty.
  public func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    transactions += 1
    if let event = atTransaction(transactions) { slot.cause(event) }
    guard let card = slot.card else { throw CPSError(.noCard) }
    defer { if end == .reset { slot.card?.reset() } }
    let transport = VirtualSlotTransport(slot: slot, card: card, atExchange: atExchange)
    var channel = CardChannel(over: transport, budget: budget)
    return try body(&channel, input)
  }
}
