/// The state of a card's PIN, and which card that is.
public struct PINReport: Sendable, Hashable {
  /// The generation of the card.
  public let generation: CardGeneration
  /// Which card.
  public let serial: CardSerial
  /// The state of its PIN.
  public let status: PINStatus
  /// How many digits it has.
  public let lengths: ClosedRange<Int>
}
