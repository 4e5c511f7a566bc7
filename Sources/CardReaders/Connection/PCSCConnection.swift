public import CPSDiagnostics
public import SmartCard
private import Synchronization

/// The card in one reader of this machine, reached through the resource manager (pcscd).
///
/// Shared with other programs. Has one thread and one context of its own; connects at the first transaction.
public final class PCSCConnection: CardConnection {
  /// How long the resource manager is given to answer at all.
  static let serviceDeadline = Duration.seconds(5)

  /// The reader.
  public let reader: ReaderName
  private let patience: Duration
  private let manager: any ResourceManager
  private let abandoned: AbandonedThreads
  private let alarm: Alarm
  private let wrap: @Sendable (any CardTransport) -> any CardTransport
  private let state = Mutex(State.unused)

  private enum State {
    case unused
    case open(BlockingQueue, CardSeat)
    /// A command never came back; the thread hangs in it.
    case poisoned
  }

  /// A connection to the card in `reader`; nothing is asked of the reader yet.
  ///
  /// - Parameter patience: how long a transaction waits while other programs hold the card (attack cases
  ///   HR-08, HR-09).
  public convenience init(to reader: ReaderName, patience: Duration = .seconds(5)) {
    self.init(to: reader, patience: patience) { $0 }
  }

  /// The same with something between channel and card: a recorder, or the guard of the tests.
  package convenience init(
    to reader: ReaderName, patience: Duration = .seconds(5),
    through wrap: @escaping @Sendable (any CardTransport) -> any CardTransport
  ) {
    self.init(
      to: reader, patience: patience, of: SystemResourceManager(), abandoned: .ofThisProcess, through: wrap)
  }

  /// The same with a resource manager of one's own.
  init(
    to reader: ReaderName, patience: Duration, of manager: any ResourceManager, abandoned: AbandonedThreads,
    alarm: Alarm = .system,
    through wrap: @escaping @Sendable (any CardTransport) -> any CardTransport = { $0 }
  ) {
    self.reader = reader
    self.patience = patience
    self.manager = manager
    self.abandoned = abandoned
    self.alarm = alarm
    self.wrap = wrap
  }

  /// Runs `body` as one transaction, on the connection's thread.
  ///
  /// - Parameters:
  ///   - budget: how much may be exchanged.
  ///   - deadline: how long `body` may last once the card was had.
  ///   - end: what happens to the card afterwards.
  ///   - input: what `body` consumes.
  ///   - body: the exchange with the card. When the waiting task is cancelled it goes on, since a command
  ///     cannot be called back; only a transaction that still waits for the card is given up.
  /// - Throws: what `body` throws; what a return code means (``ReturnCodeTable``); ``Diagnostic/cardBusy``
  ///   after the patience; ``Diagnostic/timedOut`` or ``Diagnostic/pinStateUnknown`` after the deadline, and
  ///   ``Diagnostic/readerFault`` from then on; ``Diagnostic/cancelled``.
  public func transaction<Input: ~Copyable & Sendable, Output: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Output
  ) async throws(CPSError) -> Output {
    let (queue, seat) = try workplace()
    let supply = OneTimeBox(input)
    let watch = TransactionWatch()
    let terms = TransactionOrder<Input, Output>.Terms(
      reader: reader, budget: budget, patience: patience, deadline: deadline, alarm: alarm,
      end: end, wrap: wrap)
    let canceller = Canceller()
    let outcome: Result<Output, CPSError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let order = TransactionOrder(
          terms, on: seat, input: supply, watch: watch, settlement: Settlement(continuation),
          poison: { [weak self] in self?.poison() }, body: body)
        // From now, not from when the thread is free: it may still hang in what was given up before.
        let busy = alarm.set(patience) { order.giveUp(onlyWhile: [.waiting], .cardBusy) }
        // The resource manager has its own time to answer, however short patience is.
        let dead = alarm.set(max(patience, Self.serviceDeadline)) {
          order.giveUp(onlyWhile: [.reaching, .waiting], .cardBusy)
        }
        queue.enqueue { withExtendedLifetime((busy, dead)) { order.run() } }
        canceller.arm { order.giveUp(onlyWhile: [.reaching, .waiting], .cancelled) }
      }
    } onCancel: {
      canceller.cancel()
    }
    return try outcome.get()
  }

  private func workplace() throws(CPSError) -> (BlockingQueue, CardSeat) {
    let place = try state.withLock { state throws(CPSError) -> (BlockingQueue, CardSeat)? in
      switch state {
      case .open(let queue, let seat): return (queue, seat)
      case .poisoned: return nil
      case .unused:
        guard abandoned.admitsAnother else { return nil }
        let seat = CardSeat(reader, of: manager)
        let queue = try BlockingQueue(abandoned: abandoned) { seat.leave() }
        state = .open(queue, seat)
        return (queue, seat)
      }
    }
    guard let place else {
      throw CPSError(.readerFault, ["reader": reader.text], reason: "a command to a card never came back")
    }
    return place
  }

  private func poison() {
    // The thread is let go of outside the lock: its end looks at what it is doing.
    let former = state.withLock { state in
      defer { state = .poisoned }
      return state
    }
    withExtendedLifetime(former) {}
  }
}
