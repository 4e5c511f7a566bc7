public import CPSPrimitives

/// From when to when a leaf is valid.
public struct LeafValidity: Sendable, Hashable {
  /// The first moment.
  public var notBefore: Timestamp
  /// The last moment.
  public var notAfter: Timestamp

  /// Any span, an empty one included.
  public init(from notBefore: Timestamp, to notAfter: Timestamp) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// What a card made at `moment` has: three years less a day (igc-sante.md, section 1.4), begun an hour ago.
  public init(issuedAt moment: Timestamp) {
    let second = Timestamp(secondsSince1970: moment.secondsSince1970)
    self.init(from: second - .seconds(3_600), to: second + .seconds(86_400 * (3 * 365 - 1)))
  }

  /// That of the fixtures: 1 November 2025 to 31 October 2028.
  public static let fixture = LeafValidity(
    from: Timestamp(secondsSince1970: 1_761_955_200), to: Timestamp(secondsSince1970: 1_856_563_200))
  /// That of the expired fixture: 1 November 2022 to 31 October 2025.
  public static let past = LeafValidity(
    from: Timestamp(secondsSince1970: 1_667_260_800), to: Timestamp(secondsSince1970: 1_761_868_800))
}
