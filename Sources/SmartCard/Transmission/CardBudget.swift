/// How much may be exchanged with a card before it is given up (attack case HC-01).
public struct CardBudget: Sendable, Hashable {
  /// The most TPDUs, GET RESPONSE and repeated commands included.
  public let exchanges: Int
  /// The most bytes, both ways, status words included.
  public let bytes: Int

  /// A budget; there is no default, so that nobody forgets to choose one.
  public init(exchanges: Int, bytes: Int) {
    self.exchanges = exchanges
    self.bytes = bytes
  }
}
