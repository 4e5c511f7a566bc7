/// What may happen to the card in a reader while a program uses it.
public enum VirtualReaderEvent: Sendable {
  /// Another card takes its place.
  case exchange(VirtualCard)
  /// The card is taken out.
  case removal
  /// Another program resets the card.
  case reset
}
