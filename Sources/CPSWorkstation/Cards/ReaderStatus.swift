/// A reader of this workstation at one moment.
public struct ReaderStatus: Sendable, Hashable {
  /// What is in a reader.
  public enum Card: String, Sendable, Hashable {
    /// No card.
    case absent
    /// A card that answers.
    case present
    /// A card that does not answer: dirty, defective or the wrong way round.
    case mute
  }

  /// The reader's name, as it came: show it escaped.
  public let name: String
  /// The card in it.
  public let card: Card
  /// Whether a program holds the card for itself alone.
  public let isExclusive: Bool

  /// How often cards came and went, as the resource manager counts since it was started.
  let eventCount: UInt16

  /// A status from its parts.
  public init(name: String, card: Card, isExclusive: Bool = false) {
    self.init(name: name, card: card, isExclusive: isExclusive, eventCount: 0)
  }

  init(name: String, card: Card, isExclusive: Bool, eventCount: UInt16) {
    self.name = name
    self.card = card
    self.isExclusive = isExclusive
    self.eventCount = eventCount
  }
}
