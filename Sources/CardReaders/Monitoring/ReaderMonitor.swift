public import CPSDiagnostics

/// What happens at the readers, from now on.
///
/// Each iteration has a context and a thread of its own. It begins with the readers and cards that are there,
/// and ends within a second of its task's cancellation (attack case HR-10). When the resource manager goes it
/// ends by an error, or waits for the next one.
public struct ReaderMonitor: AsyncSequence, Sendable {
  /// What the sequence yields.
  public typealias Element = ReaderEvent
  /// What ends it before its time.
  public typealias Failure = CPSError

  /// How many events are kept for a slow reader; beyond them the oldest are lost.
  static let bufferSize = 1_024

  private let manager: any ResourceManager
  private let outlivesService: Bool

  /// A monitor of all readers of this machine.
  ///
  /// - Parameter outlivesService: whether it goes on when the resource manager went, once it was there:
  ///   ``ReaderEvent/serviceLost`` and ``ReaderEvent/serviceRestored`` tell so.
  public init(outlivesService: Bool = false) {
    self.init(of: SystemResourceManager(), outlivesService: outlivesService)
  }

  init(of manager: any ResourceManager, outlivesService: Bool = false) {
    self.manager = manager
    self.outlivesService = outlivesService
  }

  /// Starts to watch.
  public func makeAsyncIterator() -> Iterator { Iterator(of: manager, outlivesService: outlivesService) }

  /// One iteration over the events.
  public struct Iterator: AsyncIteratorProtocol {
    private var events: AsyncStream<Result<ReaderEvent, CPSError>>.Iterator

    init(of manager: any ResourceManager, outlivesService: Bool) {
      let stream = AsyncStream(
        Result<ReaderEvent, CPSError>.self, bufferingPolicy: .bufferingNewest(ReaderMonitor.bufferSize)
      ) { continuation in
        let watch = ReaderWatch(of: manager, outlivesService: outlivesService) {
          continuation.yield($0)
        } finish: {
          continuation.finish()
        }
        continuation.onTermination = { _ in watch.stop() }
        watch.start()
      }
      events = stream.makeAsyncIterator()
    }

    /// The next event, or nil once the task is cancelled.
    ///
    /// - Throws: ``Diagnostic/readerServiceUnavailable`` and its kin when the resource manager is not there,
    ///   or goes for good.
    public mutating func next() async throws(CPSError) -> ReaderEvent? {
      guard let result = await events.next() else { return nil }
      return try result.get()
    }

    /// The next event, on the caller's actor.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(CPSError) -> ReaderEvent? {
      guard let result = await events.next(isolation: actor) else { return nil }
      return try result.get()
    }
  }
}
