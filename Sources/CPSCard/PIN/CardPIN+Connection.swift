public import CPSDiagnostics
public import SmartCard

extension CardPIN {
  /// The first half as one transaction, which leaves the card as it is.
  ///
  /// - Parameters:
  ///   - connection: the card.
  ///   - deadline: how long the transaction may last.
  /// - Throws: what ``prepare(over:)`` and ``CardConnection`` throw.
  public static func prepare(
    on connection: some CardConnection, deadline: Duration = deadline
  ) async throws(CPSError) -> PreparedPIN {
    try await connection.transaction(budget: preparationBudget, deadline: deadline) {
      (channel) throws(CPSError) in try prepare(over: &channel)
    }
  }

  /// ``verify(_:over:pin:lastTry:)`` as one transaction, which ends with a reset however it goes.
  ///
  /// - Throws: what it and ``CardConnection`` throw.
  public static func verify(
    _ prepared: PreparedPIN, on connection: some CardConnection, pin: consuming PIN, lastTry: LastTry,
    deadline: Duration = deadline
  ) async throws(CPSError) -> PINOutcome {
    try await connection.transaction(budget: budget, deadline: deadline, ending: .reset, with: pin) {
      (channel, pin) throws(CPSError) in
      try verify(prepared, over: &channel, pin: pin, lastTry: lastTry)
    }
  }

  /// ``change(_:over:from:to:lastTry:)`` as one transaction, which ends with a reset however it goes.
  ///
  /// - Throws: what it and ``CardConnection`` throw.
  public static func change(
    _ prepared: PreparedPIN, on connection: some CardConnection, from current: consuming PIN,
    to new: consuming PIN, lastTry: LastTry, deadline: Duration = deadline
  ) async throws(CPSError) -> PINOutcome {
    try await connection.transaction(
      budget: budget, deadline: deadline, ending: .reset, with: PINReplacement(current: current, new: new)
    ) { (channel, replacement) throws(CPSError) in
      try change(
        prepared, over: &channel, from: replacement.current, to: replacement.new, lastTry: lastTry)
    }
  }

  /// ``unblock(_:over:puk:to:lastTry:)`` as one transaction, which ends with a reset however it goes.
  ///
  /// - Throws: what it and ``CardConnection`` throw.
  public static func unblock(
    _ prepared: PreparedPIN, on connection: some CardConnection, puk: consuming PIN, to new: consuming PIN,
    lastTry: LastTry, deadline: Duration = deadline
  ) async throws(CPSError) -> PINOutcome {
    try await connection.transaction(
      budget: budget, deadline: deadline, ending: .reset, with: PINReplacement(current: puk, new: new)
    ) { (channel, replacement) throws(CPSError) in
      try unblock(
        prepared, over: &channel, puk: replacement.current, to: replacement.new, lastTry: lastTry)
    }
  }
}
