public import CPSCard
public import CPSDiagnostics

/// What a login tells the person on its way.
public enum LoginNotice: Sendable {
  /// Something must be inserted or connected first; the error says what.
  case waiting(for: CPSError)
  /// The card that will be used, and how its PIN stands.
  case card(PreparedCard, reader: String)
  /// The card is signing; it must stay in the reader.
  case signing
  /// The entry was refused; the person may try again.
  case refused(CPSError)
}
