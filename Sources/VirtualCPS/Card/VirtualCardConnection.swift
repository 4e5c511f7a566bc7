public import CPSDiagnostics
public import SmartCard
internal import Synchronization

/// A connection to a virtual reader in this process: one transaction at a time, and misfortunes on demand.
public actor VirtualCardConnection: CardConnection {
  private let slot: VirtualSlot
  private let atTransaction: @Sendable (Int) -> VirtualReaderEvent?
  private let atExchange: @Sendable (Int) -> VirtualReaderEvent?
  private var transactions = 0
  /// Whether a transaction was given up with a command in the card.
  private var isPoisoned = false

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

  /// Lets calls of the resource manager fail, in the place of those planned before.
  public nonisolated func plan(_ faults: [ConnectionFault]) { slot.plan(faults) }

  /// Runs `body` as one transaction.
  ///
  /// Nothing is ever waited for: a mute card gives ``Diagnostic/timedOut`` at once, and the time that a slow
  /// card asks for is counted against the deadline as if it had passed.
  ///
  /// - Throws: what `body` throws; ``Diagnostic/noCard`` when the reader is empty; ``Diagnostic/timedOut`` or
  ///   ``Diagnostic/pinStateUnknown`` past the deadline, and ``Diagnostic/readerFault`` from then on; what a
  ///   ``ConnectionFault`` means.
  public func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    let faults = slot.nextTransactionFaults()
    let card = try beginTransaction(under: faults)
    let patience = VirtualPatience(deadline)
    let transport = VirtualSlotTransport(slot: slot, card: card, patience: patience, atExchange: atExchange)
    var channel = CardChannel(over: transport, budget: budget)
    let result: Result
    do throws(CPSError) {
      result = try body(&channel, input)
    } catch {
      // What went wrong in the exchange says more than what goes wrong at the end.
      try? endTransaction(end, after: patience, under: faults)
      throw patience.verdict.map { CPSError($0, reason: error.reason) } ?? error
    }
    try endTransaction(end, after: patience, under: faults)
    return result
  }

  private func beginTransaction(under faults: [ConnectionFault]) throws(CPSError) -> VirtualCard {
    guard !isPoisoned else {
      throw CPSError(.readerFault, ["reader": "virtual"], reason: "a command to a card never came back")
    }
    transactions += 1
    if let event = atTransaction(transactions) { slot.cause(event) }
    for fault in faults where fault.point != .ending {
      guard fault.failure == .cardReset else { throw fault.error }
      slot.cause(.reset)
    }
    guard let card = slot.card else { throw CPSError(.noCard) }
    return card
  }

  /// Resets the card where that was agreed, or where nobody knows how far it came.
  private func endTransaction(
    _ end: TransactionEnd, after patience: VirtualPatience, under faults: [ConnectionFault]
  ) throws(CPSError) {
    if let verdict = patience.verdict {
      isPoisoned = true
      slot.card?.reset()
      throw CPSError(verdict, reason: "the virtual card is slower than the deadline")
    }
    guard let fault = faults.first(where: { $0.point == .ending }) else {
      if end == .reset { slot.card?.reset() }
      return
    }
    switch fault.failure {
    // A card that has left, or that another program has reset, needs no end.
    case .cardRemoved: slot.cause(.removal)
    case .cardReset: slot.cause(.reset)
    default: throw fault.error
    }
  }
}
