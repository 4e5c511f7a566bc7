internal import CPSDiagnostics
internal import SmartCard

/// One transaction on its way: what shall be done, and to whom its result is told.
final class TransactionOrder<Input: ~Copyable & Sendable, Output: Sendable>: Sendable {
  typealias Body = @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Output

  /// The terms of a transaction.
  struct Terms: Sendable {
    let reader: ReaderName
    let budget: CardBudget
    let patience: Duration
    let deadline: Duration
    let alarm: Alarm
    let end: TransactionEnd
    let wrap: @Sendable (any CardTransport) -> any CardTransport
  }

  private let terms: Terms
  private let seat: CardSeat
  private let input: OneTimeBox<Input>
  private let body: Body
  private let watch: TransactionWatch
  private let settlement: Settlement<Output>
  /// Called when the thread hangs in the card past the deadline.
  private let poison: @Sendable () -> Void

  init(
    _ terms: Terms, on seat: CardSeat, input: OneTimeBox<Input>, watch: TransactionWatch,
    settlement: Settlement<Output>,
    poison: @escaping @Sendable () -> Void, body: @escaping Body
  ) {
    self.terms = terms
    self.seat = seat
    self.input = input
    self.watch = watch
    self.settlement = settlement
    self.poison = poison
    self.body = body
  }

  /// Does the work, on the thread of the connection.
  ///
  /// - Returns: what tells the result.
  func run() -> BlockingQueue.Completion {
    let outcome: Result<Output, CPSError> =
      watch.isGivenUp ? .failure(CPSError(.cancelled)) : attempt()
    return { [settlement] in settlement.settle(outcome) }
  }

  private func attempt() -> Result<Output, CPSError> {
    do throws(CPSError) {
      _ = watch.advance(to: .reaching)
      let card = try seat.beginTransaction(
        reaching: { _ = watch.advance(to: .waiting) }, while: { !watch.isGivenUp })
      guard watch.advance(to: .running), let input = input.take() else {
        try seat.endTransaction(of: card, .leave)
        return .failure(CPSError(.cancelled))
      }
      let cardGuard = try guarded(card)
      defer { withExtendedLifetime(cardGuard) {} }
      let deadline = terms.alarm.set(terms.deadline) { [self] in
        giveUp(onlyWhile: [.running, .presentingPIN], .timedOut)
      }
      let outcome = exchange(with: card, consuming: input)
      // Not in time: nobody knows how far the card came, so that it is reset whatever was agreed.
      let isInTime = watch.advance(to: .done)
      withExtendedLifetime(deadline) {}
      if !isInTime {
        try seat.endTransaction(of: card, .reset)
        seat.leave()
      } else {
        try end(card, after: outcome)
      }
      return outcome
    } catch {
      return .failure(error)
    }
  }

  /// The guard of a transaction that may leave a PIN open, which is one that ends with a reset.
  private func guarded(_ card: CardHandle) throws(CPSError) -> CardGuard? {
    guard terms.end == .reset else { return nil }
    do throws(CPSError) {
      return try card.guardTransaction()
    } catch {
      try seat.endTransaction(of: card, .leave)
      throw error
    }
  }

  /// Ends the transaction as agreed; what went wrong in the exchange says more than what goes wrong here.
  private func end(
    _ card: CardHandle, after outcome: Result<Output, CPSError>
  ) throws(CPSError) {
    do throws(CPSError) {
      try seat.endTransaction(of: card, terms.end)
    } catch {
      if case .success = outcome { throw error }
    }
  }

  private func exchange(with card: CardHandle, consuming input: consuming Input) -> Result<Output, CPSError> {
    do throws(CPSError) {
      let transport = terms.wrap(PCSCTransport(card, watch: watch))
      var channel = CardChannel(over: transport, budget: terms.budget)
      return .success(try body(&channel, input))
    } catch {
      return .failure(error)
    }
  }

  /// Tells the one who waits that it is over, whatever the thread does.
  func giveUp(onlyWhile limits: Set<TransactionWatch.Progress>, _ diagnostic: Diagnostic) {
    guard let progress = watch.giveUp(onlyWhile: limits) else { return }
    // A PIN that was not sent is destroyed now, not when the thread comes back.
    _ = input.take()
    switch progress {
    case .reaching where diagnostic == .cardBusy:
      settlement.settle(.failure(seat.silence))
    case .reaching, .waiting, .done:
      settlement.settle(.failure(CPSError(diagnostic, reason: "waiting for the card")))
    case .running:
      poison()
      settlement.settle(.failure(CPSError(diagnostic, reason: "a command is with the card")))
    case .presentingPIN:
      poison()
      settlement.settle(.failure(CPSError(.pinStateUnknown, reason: "VERIFY is with the card")))
    }
  }
}
