/// What the resource manager says of one reader at one moment.
public struct ReaderState: Sendable, Hashable {
  /// The card in a reader.
  public enum Card: Sendable, Hashable {
    /// No card.
    case absent
    /// A card that answers; its answer to reset, empty while the resource manager does not have it yet.
    case present(answerToReset: [UInt8])
    /// A card that does not answer: defective, dirty or the wrong way round.
    case mute
  }

  /// The reader.
  public let name: ReaderName
  /// The card in it.
  public let card: Card
  /// Whether a program holds the card exclusively.
  public let isExclusive: Bool
  /// Whether any program is connected to the card.
  public let isInUse: Bool
  /// How often a card was inserted or removed since the reader came, as the resource manager counts;
  /// wraps at 65,536.
  package let eventCount: UInt16

  init(
    name: ReaderName, card: Card, isExclusive: Bool = false, isInUse: Bool = false, eventCount: UInt16 = 0
  ) {
    self.name = name
    self.card = card
    self.isExclusive = isExclusive
    self.isInUse = isInUse
    self.eventCount = eventCount
  }

  /// Whether a card is in the reader, mute or not.
  public var hasCard: Bool { card != .absent }
}
