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

  /// How often the card may be reset by others between its connection and our transaction: each of them had
  /// a turn before us.
  static let maximumNewStarts = 32

  /// Connects if need be and begins a transaction, waiting for other programs.
  ///
  /// A new start where something happened to the card since the last transaction: it was reset (attack case
  /// HR-07), or taken out and perhaps put back. What was selected or verified before is lost; whether it is
  /// the same card is for the caller to ask of the card.
  ///
  /// - Parameters:
  ///   - isReached: called when the resource manager has answered.
  ///   - isAwaited: whether somebody still waits for the card, asked while another program has it for itself
  ///     alone.
  func beginTransaction(
    reaching isReached: () -> Void, while isAwaited: () -> Bool
  ) throws(CPSError) -> CardHandle {
    _ = try openContext()
    isReached()
    var isOfBefore = card != nil
    var newStarts = 0
    while true {
      let card = try connectedCard(while: isAwaited)
      let code = card.beginTransaction()
      if code == .success { return card }
      if code == .resetCard, newStarts < Self.maximumNewStarts {
        newStarts += 1
        do throws(CPSError) { try card.reconnect() } catch { throw leave(after: error) }
      } else if isOfBefore {
        isOfBefore = false
        leave()
      } else {
        throw leave(after: ReturnCodeTable.error(code, in: "SCardBeginTransaction", reader: reader))
      }
    }
  }

  /// What a resource manager that accepts clients and does not answer them comes to (attack case HR-01).
  var silence: CPSError { manager.diagnosis().error(for: .noService) }

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

  private func leave(after error: CPSError) -> CPSError {
    leave()
    return error
  }

  private func openContext() throws(CPSError) -> ResourceManagerContext {
    if let context { return context }
    let opened = try ResourceManagerContext(with: manager)
    context = opened
    return opened
  }

  private func connectedCard(while isAwaited: () -> Bool) throws(CPSError) -> CardHandle {
    if let card { return card }
    let context = try openContext()
    do throws(CPSError) {
      let card = try connect(in: context, while: isAwaited)
      self.card = card
      return card
    } catch {
      // A context whose daemon has gone never works again.
      throw leave(after: error)
    }
  }

  /// Connects, again whenever something changes at the reader while another program has the card for itself
  /// alone (attack case HR-08).
  private func connect(
    in context: ResourceManagerContext, while isAwaited: () -> Bool
  ) throws(CPSError) -> CardHandle {
    var row = ReaderWatchRow(reader, known: 0)
    while true {
      do throws(CPSError) {
        return try CardHandle(reader, in: context)
      } catch {
        guard error.diagnostic == .cardBusy, isAwaited(), awaitChange(of: &row, in: context) else {
          throw error
        }
      }
    }
  }

  /// Waits a little for something to change at the reader; false when there is nothing to wait for.
  private func awaitChange(of row: inout ReaderWatchRow, in context: ResourceManagerContext) -> Bool {
    var rows = [row]
    let code = context.manager.statusChange(
      in: context.context, milliseconds: ReaderWatch.slice, of: &rows)
    guard code == .success || code == .timeout, let seen = rows.first else { return false }
    row = ReaderWatchRow(reader, known: ReaderWatchList.withoutChange(seen.seen))
    return true
  }
}
