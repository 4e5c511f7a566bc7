internal import CPSAuth
public import CPSDiagnostics
public import CPSTrust

/// Who is to act in a professional's place: one card of staff, one member of staff with whatever card, or both together.
public struct DelegateName: Sendable, Hashable {
  /// The number printed on the card; nil for any card of the person.
  public let card: CardNumber?
  /// The holder as their card's certificate names them; nil for whoever holds the card and its PIN.
  public let person: NationalIdentifier?

  /// A name.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid`` unless a card or a person is named.
  public init(card: CardNumber?, person: NationalIdentifier?) throws(CPSError) {
    guard card != nil || person != nil else {
      throw CPSError(.delegationInvalid, ["detail": "card: person:"], reason: "nobody is named")
    }
    self.card = card
    self.person = person
  }

  /// The text: `card:2698000202`, `person:…`, or both with a semicolon between.
  public var text: String {
    [card.map { "card:\($0.text)" }, person.map { "person:\($0.text)" }].compactMap(\.self)
      .joined(separator: ";")
  }

  /// What delegations to this name are found by: the card where one is named.
  var key: String { Self.key(card: card) ?? Self.key(person: person) ?? "" }

  /// Whether a caller is meant.
  func means(_ delegate: Delegate) -> Bool {
    (card.map { $0 == delegate.cardNumber } ?? true) && (person.map { $0 == delegate.person } ?? true)
  }

  static func key(card: CardNumber?) -> String? { card.map { "card:\($0.text)" } }

  static func key(person: NationalIdentifier?) -> String? { person.map { "person:\($0.text)" } }
}
