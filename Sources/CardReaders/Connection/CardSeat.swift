internal import CPSDiagnostics
internal import SmartCard

/// Context and card of one connection, kept from transaction to transaction.
final class CardSeat: @unchecked Sendable {
  // INVARIANT: after init only the connection's one thread touches the two variables.
  private let reader: ReaderName
  private let manager: any ResourceManager
  private var context: ResourceManagerContext?
  private var card: CardHandle?

  init(_ reader: ReaderName, of manager: any ResourceManager) {
    self.reader = reader
    self.manager = manager
  }

  /// Connects if need be and begins a transaction, waiting for other programs.
  ///
  /// One new start where something happened to the card since the last transaction: it was reset (attack
  /// case HR-07), or taken out and perhaps put back. What was selected or verified before is lost; whether it
  /// is the same card is for the caller to ask of the card.
  func beginTransaction() throws(CPSError) -> CardHandle {
    let isFirst = card == nil
    var card = try connectedCard()
    var code = card.beginTransaction()
    if code == .resetCard {
      do throws(CPSError) { try card.reconnect() } catch { throw leave(after: error) }
      code = card.beginTransaction()
    } else if code != .success, !isFirst {
      _ = leave(after: nil)
      card = try connectedCard()
      code = card.beginTransaction()
    }
    guard code == .success else {
      throw leave(after: ReturnCodeTable.error(code, in: "SCardBeginTransaction", reader: reader))
    }
    return card
  }

  /// Ends the transaction.
  ///
  /// When the card cannot be reset as asked the connection is given up, so that nothing relies on it.
  func endTransaction(of card: CardHandle, _ end: TransactionEnd) throws(CPSError) {
    do throws(CPSError) {
      try card.endTransaction(end)
    } catch {
      throw leave(after: error)
    }
  }

  /// Lets go of card and context.
  func leave() {
    card = nil
    context = nil
  }

  private func leave(after error: CPSError?) -> CPSError {
    leave()
    return error ?? CPSError(.cardRemoved)
  }

  private func openContext() throws(CPSError) -> ResourceManagerContext {
    if let context { return context }
    let opened = try ResourceManagerContext(with: manager)
    context = opened
    return opened
  }

  private func connectedCard() throws(CPSError) -> CardHandle {
    if let card { return card }
    let context = try openContext()
    do throws(CPSError) {
      let card = try CardHandle(reader, in: context)
      self.card = card
      return card
    } catch {
      // A context whose daemon has gone never works again.
      throw leave(after: error)
    }
  }
}
