/// The types of card with which a service lets people log in.
///
/// A type that is accepted is a role of its own: what a CPF or a CPE may do is for policy to say, and never
/// what a CPS may (igc-sante.md section 3.3).
public struct AcceptedCards: Sendable, Hashable {
  /// The types; never none.
  public let types: Set<CardType>

  /// CPS cards alone: the default.
  public static let cps = AcceptedCards(.cps)

  /// One type, and perhaps others.
  public init(_ first: CardType, _ others: CardType...) { types = Set(others).union([first]) }

  /// These types; nil for none.
  public init?(_ types: Set<CardType>) {
    guard !types.isEmpty else { return nil }
    self.types = types
  }

  /// The families whose person authority issues one of them.
  var families: Set<CertificateFamily> { Set(types.map { CertificateFamily(issuing: $0) }) }
}
