public import CPSProof

/// Which card a professional held, as its issuer signed it (igc-sante.md section 1.4).
public struct CardDescription: Sendable, Hashable, Codable {
  /// The kind of card.
  public let type: CardType
  /// The category: a card, of production or of test.
  public let category: CardCategory
  /// The number printed on it.
  public let number: CardNumber
  /// The world it belongs to, which its issuer tells.
  public let environment: TrustEnvironment

  /// A description from its parts; holding one proves nothing.
  public init(type: CardType, category: CardCategory, number: CardNumber, environment: TrustEnvironment) {
    self.type = type
    self.category = category
    self.number = number
    self.environment = environment
  }
}
