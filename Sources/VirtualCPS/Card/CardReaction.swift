/// What comes back over the contacts.
public enum CardReaction: Sendable, Hashable {
  /// The bytes of an answer; a card that dies in mid-command may give none at all.
  case answer([UInt8])
  /// Nothing, for ever: the card is mute or has no power.
  case silence
  /// The card is no longer there.
  case absence
}
