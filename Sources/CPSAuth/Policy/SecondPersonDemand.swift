/// Who else must agree to a call, and how long that holds.
///
/// The second person is never the caller, and shows a card of their own in a session of their own.
public struct SecondPersonDemand: Sendable, Hashable {
  /// How long an approval may wait to be used: 1 minute to 1 hour.
  public static let lifeRange: ClosedRange<Duration> = .seconds(60)...(.seconds(3_600))

  /// Whose card it must be.
  public let card: CardCondition
  /// How long ago it may have been given.
  public let life: Duration

  /// A demand.
  public init(card: CardCondition, life: Duration) {
    self.card = card
    self.life = life
  }
}
