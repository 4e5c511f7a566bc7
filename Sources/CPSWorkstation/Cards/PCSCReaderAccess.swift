public import CPSDiagnostics
internal import CardReaders
public import SmartCard

/// The readers that the system's resource manager knows (PC/SC).
public struct PCSCReaderAccess: ReaderAccess {
  /// The readers of this machine.
  public init() {}

  /// The readers as they are now, in the resource manager's order.
  public func current() async throws(CPSError) -> [ReaderStatus] {
    try await ReaderList.current().map(Self.status)
  }

  /// Yields whenever the resource manager tells of something, goes or comes back; ends when it was not there
  /// at the start.
  public func changes() -> AsyncStream<Void> {
    AsyncStream { continuation in
      let task = Task {
        continuation.yield()
        do {
          for try await _ in ReaderMonitor(outlivesService: true) { continuation.yield() }
        } catch {
          // Whoever listens asks for the readers next and gets the same error there.
          continuation.yield()
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// The way to the card in a reader.
  public func connection(to reader: String) -> any CardConnection {
    PCSCConnection(to: ReaderName(reader))
  }

  private static func status(of state: ReaderState) -> ReaderStatus {
    let card: ReaderStatus.Card =
      switch state.card {
      case .absent: .absent
      case .present: .present
      case .mute: .mute
      }
    return ReaderStatus(
      name: state.name.text, card: card, isExclusive: state.isExclusive,
      eventCount: state.eventCount)
  }
}
