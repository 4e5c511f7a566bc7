public import CPSDiagnostics

/// A connection to the card in one reader, which is used in transactions.
///
/// While a transaction runs no other program reaches the card; between two of them anything may happen to
/// it, an exchange included. Conformances: a PC/SC reader, the virtual card in process.
public protocol CardConnection: Sendable {
  /// Runs `body` as one transaction, on a thread that may block.
  ///
  /// `input` travels with the transaction, so that a ``PIN`` can be consumed inside it.
  ///
  /// - Parameters:
  ///   - budget: how much may be exchanged.
  ///   - deadline: how long the transaction may last. A command in flight cannot be interrupted: past the
  ///     deadline the thread is abandoned and the connection is of no further use.
  ///   - end: what happens to the card afterwards, whether `body` returns or throws.
  ///   - input: what `body` consumes.
  /// - Throws: what `body` throws; ``Diagnostic/cardBusy``, ``Diagnostic/cardRemoved``,
  ///   ``Diagnostic/cardReset``, ``Diagnostic/timedOut``; ``Diagnostic/pinStateUnknown`` when the deadline
  ///   passed while a VERIFY was with the card.
  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result
}

extension CardConnection {
  /// Runs `body` as one transaction that consumes nothing.
  ///
  /// - Throws: as the full form does.
  public func transaction<Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd = .leave,
    _ body: @escaping @Sendable (inout CardChannel) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    try await transaction(budget: budget, deadline: deadline, ending: end, with: ()) {
      (channel, _) throws(CPSError) in try body(&channel)
    }
  }
}
