public import CPSDiagnostics
private import CPSPrimitives

/// Puts a virtual card into a virtual reader: vsmartcard's vpcd, and by it under a real pcscd.
///
/// vpcd listens and the card connects; the connection is the card's presence. Works on a thread of its own.
/// A link that is released is stopped.
public final class VirtualReaderLink: Sendable {
  private let session: VirtualReaderSession

  /// Starts to connect `card` to the reader at `address`.
  ///
  /// - Parameter patience: how long to try again while nobody listens there.
  public init(_ card: VirtualCard, to address: VirtualReaderAddress, patience: Duration = .seconds(10)) {
    session = VirtualReaderSession(card, address)
    let deadline = ContinuousClock.now + patience
    do throws(CPSError) {
      try BlockingWork.start { [session] in session.run(until: deadline) }
    } catch {
      session.finish(.failure(error))
    }
  }

  deinit { session.stop.raise() }

  /// Whether the card is in the reader.
  public var isConnected: Bool { session.isConnected }

  /// Takes the card out of the reader, and returns when it is out.
  public func stop() async {
    session.stop.raise()
    try? await waitForEnd()
  }

  /// Waits until the card has left the reader: because of ``stop()``, or because the reader hung up.
  ///
  /// - Throws: ``Diagnostic/virtualReaderUnreachable`` when it never got in.
  public func waitForEnd() async throws(CPSError) { try await session.waitForEnd() }
}
