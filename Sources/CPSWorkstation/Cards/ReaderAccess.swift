public import CPSDiagnostics
public import SmartCard

/// The readers of this workstation, and the way to the cards in them.
public protocol ReaderAccess: Sendable {
  /// The readers as they are now, in the system's order.
  ///
  /// - Throws: ``Diagnostic/readerServiceUnavailable`` and its kin, ``Diagnostic/timedOut``.
  func current() async throws(CPSError) -> [ReaderStatus]

  /// Yields at once, and again whenever something may have changed; ends when that cannot be told any more.
  func changes() -> AsyncStream<Void>

  /// The way to the card in a reader.
  func connection(to reader: String) -> any CardConnection
}
