public import CPSDiagnostics

/// The readers of this machine at one moment.
public enum ReaderList {
  /// How long the resource manager is given to answer.
  private static let deadline = Duration.seconds(5)

  /// The readers and the cards in them, in the resource manager's order; empty when there is none.
  ///
  /// - Throws: ``Diagnostic/readerServiceNotInstalled``, ``Diagnostic/readerServiceUnavailable``,
  ///   ``Diagnostic/readerServiceDead``, ``Diagnostic/readerServiceRefused``,
  ///   ``Diagnostic/readerServiceVersion``, ``Diagnostic/timedOut``.
  public static func current() async throws(CPSError) -> [ReaderState] {
    try await current(of: SystemResourceManager(), deadline: deadline)
  }

  static func current(
    of manager: any ResourceManager, deadline: Duration
  ) async throws(CPSError) -> [ReaderState] {
    let queue = try BlockingQueue()
    let outcome: Result<[ReaderState], CPSError> = await withCheckedContinuation { continuation in
      let settlement = Settlement(continuation)
      let watchdog = Watchdog(after: deadline) {
        settlement.settle(.failure(CPSError(.timedOut, reason: "the resource manager does not answer")))
      }
      queue.enqueue {
        let outcome = look(at: manager)
        return { withExtendedLifetime(watchdog) { settlement.settle(outcome) } }
      }
    }
    return try outcome.get()
  }

  private static func look(at manager: any ResourceManager) -> Result<[ReaderState], CPSError> {
    do throws(CPSError) {
      let context = try ResourceManagerContext(with: manager)
      var list = ReaderWatchList()
      // A reader may vanish between the list and the look at it (attack case HR-11).
      for _ in 0..<5 {
        let names = try context.readerNames()
        if names.isEmpty { return .success([]) }
        if let states = try list.wait(for: names, in: context, milliseconds: 0) { return .success(states) }
      }
      return .success([])
    } catch {
      return .failure(error)
    }
  }
}
