/// What was exchanged with a card, counted as the card counts it.
public struct ExchangeCount: Sendable, Hashable {
  /// TPDUs sent.
  public var exchanges: Int
  /// Bytes both ways, status words included.
  public var bytes: Int

  /// A count, by default of nothing.
  public init(exchanges: Int = 0, bytes: Int = 0) {
    self.exchanges = exchanges
    self.bytes = bytes
  }
}
