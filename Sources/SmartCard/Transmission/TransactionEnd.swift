/// What happens to the card at the end of a transaction.
public enum TransactionEnd: Sendable, Hashable {
  /// The card stays as it is.
  case leave
  /// The card is reset: every verified PIN and every selection is gone (SCARD_RESET_CARD).
  case reset
}
