/// What a rule that allows asks for beside a holder whom it speaks about.
public struct PolicyDemands: Sendable, Hashable {
  /// Nothing.
  public static let none = PolicyDemands()
  /// How old a typed PIN may be at most for ``freshness``: 1 minute to 4 hours, the longest life of a session.
  public static let freshnessRange: ClosedRange<Duration> = .seconds(60)...SessionLimits.maximumAbsolute
  /// How old a step-up may be at most for ``stepUp``: 30 seconds to 1 hour.
  public static let stepUpRange: ClosedRange<Duration> = .seconds(30)...(.seconds(3_600))

  /// How long ago the person may have typed their PIN last; nil for any time of the session.
  public let freshness: Duration?
  /// How the card must be known to be still there; nil where that is not asked.
  public let presence: PresenceDemand?
  /// How long ago the person may have typed their PIN to confirm this very function; nil to ask for no step-up.
  public let stepUp: Duration?
  /// Whether the call must bear an ``AccessReason``.
  public let needsReason: Bool
  /// Who else must agree; nil for nobody.
  public let secondPerson: SecondPersonDemand?

  /// Demands.
  public init(
    freshness: Duration? = nil, presence: PresenceDemand? = nil, stepUp: Duration? = nil,
    needsReason: Bool = false, secondPerson: SecondPersonDemand? = nil
  ) {
    self.freshness = freshness
    self.presence = presence
    self.stepUp = stepUp
    self.needsReason = needsReason
    self.secondPerson = secondPerson
  }
}
