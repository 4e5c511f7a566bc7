internal import CPSDiagnostics
internal import CPSProof
private import Dispatch
private import Synchronization

/// What is asked of a card that is held, from those who wait to the thread that has the card.
final class HoldQueue: Sendable {
  typealias TranscriptMaker = @Sendable ([UInt8], ProofAlgorithm) throws(CPSError) -> Transcript

  /// One signature that somebody waits for.
  struct Order: Sendable {
    let transcript: TranscriptMaker
    let reply = HoldReply()
  }

  private struct State {
    var orders: [Order] = []
    var end: CPSError?
  }

  /// The hold was let go of.
  static let over = CPSError(.cardReset, reason: "the card is not held any more")

  /// The login's own signature.
  let beginning = HoldReply()
  /// Settled when the transaction has ended.
  let ending = HoldReply()
  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  /// Asks for a signature.
  func ask(_ transcript: @escaping TranscriptMaker) -> HoldReply {
    let order = Order(transcript: transcript)
    let end = state.withLock { state in
      if state.end == nil { state.orders.append(order) }
      return state.end
    }
    if let end { order.reply.settle(.failure(end)) } else { signal.signal() }
    return order.reply
  }

  /// The next order; nil at the end.
  ///
  /// Blocks.
  func next() -> Order? {
    while true {
      let (order, isOver) = state.withLock { state -> (Order?, Bool) in
        if state.end != nil { return (nil, true) }
        return (state.orders.isEmpty ? nil : state.orders.removeFirst(), false)
      }
      if let order { return order }
      if isOver { return nil }
      signal.wait()
    }
  }

  /// Ends the hold in good order, and waits for the end of its transaction.
  func letGo(within limit: Duration) async {
    close()
    _ = await ending.answer(within: limit, otherwise: Self.over)
  }

  /// Ends the hold: whoever waits is told why.
  func close(_ reason: CPSError = over) {
    let orders = state.withLock { state in
      guard state.end == nil else { return [] as [Order] }
      state.end = reason
      defer { state.orders = [] }
      return state.orders
    }
    beginning.settle(.failure(reason))
    orders.forEach { $0.reply.settle(.failure(reason)) }
    signal.signal()
  }
}
