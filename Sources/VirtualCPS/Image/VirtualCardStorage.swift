public import CPSDiagnostics

/// Where a card keeps what outlasts its power: its non-volatile memory.
public protocol VirtualCardStorage: Sendable {
  /// Keeps `image` for good before it returns.
  ///
  /// - Throws: when it could not; the card then answers 6581 and does not act on the command.
  func save(_ image: VirtualCardImage) throws(CPSError)
}
