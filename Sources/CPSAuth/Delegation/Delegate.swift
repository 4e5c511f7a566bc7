public import CPSTrust

/// A member of staff who calls a function with their own card.
public struct Delegate: Sendable, Hashable {
  /// The number of the card.
  public let cardNumber: CardNumber
  /// The holder of the card, as its certificate names them.
  public let person: NationalIdentifier

  /// A delegate.
  public init(cardNumber: CardNumber, person: NationalIdentifier) {
    self.cardNumber = cardNumber
    self.person = person
  }
}
