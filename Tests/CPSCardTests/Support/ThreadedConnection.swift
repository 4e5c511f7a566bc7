import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Synchronization
import VirtualCPS

/// A connection to a virtual card whose transactions may block: each runs on a thread, one after the other.
final class ThreadedConnection: CardConnection {
  private let card: VirtualCard
  private let ends = Mutex<[TransactionEnd]>([])

  init(_ card: VirtualCard) {
    self.card = card
    card.powerOn()
  }

  /// How each transaction ended.
  var ended: [TransactionEnd] { ends.withLock { $0 } }

  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    let box = Mutex<Input?>(input)
    let supply = Supply(box)
    let card = card
    defer { ends.withLock { $0.append(end) } }
    return try await BlockingWork.run { () throws(CPSError) in
      defer { if end == .reset { card.reset() } }
      guard let input = supply.take() else { throw CPSError(.internalFault) }
      var channel = CardChannel(over: VirtualCardTransport(to: card), budget: budget)
      return try body(&channel, input)
    }
  }
}

/// Carries what a transaction consumes to its thread.
private final class Supply<Value: ~Copyable & Sendable>: Sendable {
  private let content: Mutex<Value?>

  init(_ content: consuming Mutex<Value?>) { self.content = content }

  func take() -> Value? { content.withLock { $0.take() } }
}
