/// What comes back over the contacts.
public enum CardReaction: Sendable, Hashable {
  /// The bytes of an answer; a card that dies in mid-command may give none at all.
  case answer([UInt8])
  /// The bytes of an answer, for which the card asked so much time.
  case lateAnswer([UInt8], after: Duration)
  /// Nothing, for ever: the card is mute or has no power.
  case silence
  /// Nothing: the reader tells that another program has reset the card.
  case resetNotice
  /// The card is no longer there.
  case absence
}
