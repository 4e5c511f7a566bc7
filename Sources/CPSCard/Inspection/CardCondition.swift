/// How a card stands, as far as it shows without its PIN and without its certificates being read.
public struct CardCondition: Sendable, Hashable {
  /// The generation of the card.
  public let generation: CardGeneration
  /// Which card.
  public let serial: CardSerial
  /// The state of its PIN.
  public let pinStatus: PINStatus
  /// Whether it gives what only its PIN opens, though this program presented none (attack cases HC-24, HC-25).
  ///
  /// False where nothing on the card tells.
  public let standsOpen: Bool
}
