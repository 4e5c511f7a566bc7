internal import CPSDiagnostics
internal import CPSProof
private import Dispatch
private import Synchronization

/// What is asked of a card that is held, from those who wait to the thread that has the card.
final class HoldQueue: Sendable {
  typealias Answer = Result<CardAuthentication, CPSError>
  typealias TranscriptMaker = @Sendable ([UInt8], ProofAlgorithm) throws(CPSError) -> Transcript

  /// One signature that somebody waits for.
  struct Order: Sendable {
    let transcript: TranscriptMaker
    fileprivate let continuation: CheckedContinuation<Answer, Never>

    /// Gives the answer; once.
    func settle(_ answer: Answer) { continuation.resume(returning: answer) }
  }

  private struct State {
    var beginning: Answer?
    var waiting: CheckedContinuation<Answer, Never>?
    var orders: [Order] = []
    var end: CPSError?
  }

  private static let over = CPSError(.cardReset, reason: "the card is not held any more")

  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  /// The login's own signature, once the card has made it.
  func beginning() async throws(CPSError) -> CardAuthentication {
    let answer = await withCheckedContinuation { continuation in
      let known = state.withLock { state in
        if state.beginning == nil { state.waiting = continuation }
        return state.beginning
      }
      if let known { continuation.resume(returning: known) }
    }
    return try answer.get()
  }

  /// Tells of the login's signature.
  func begin(_ authentication: CardAuthentication) { settleBeginning(.success(authentication)) }

  /// Asks for a signature.
  func ask(_ transcript: @escaping TranscriptMaker) async throws(CPSError) -> CardAuthentication {
    let answer: Answer = await withCheckedContinuation { continuation in
      let order = Order(transcript: transcript, continuation: continuation)
      let end = state.withLock { state in
        if state.end == nil { state.orders.append(order) }
        return state.end
      }
      if let end { order.settle(.failure(end)) } else { signal.signal() }
    }
    return try answer.get()
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

  /// Ends the hold in good order.
  func close() { fail(Self.over) }

  /// Ends the hold: whoever waits is told why.
  func fail(_ error: CPSError) {
    let orders = state.withLock { state in
      guard state.end == nil else { return [] as [Order] }
      state.end = error
      defer { state.orders = [] }
      return state.orders
    }
    settleBeginning(.failure(error))
    orders.forEach { $0.settle(.failure(error)) }
    signal.signal()
  }

  private func settleBeginning(_ answer: Answer) {
    let waiting = state.withLock { state in
      guard state.beginning == nil else { return nil as CheckedContinuation<Answer, Never>? }
      state.beginning = answer
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: answer)
  }
}
