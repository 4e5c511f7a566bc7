public import CPSAuth
public import CPSPrimitives

/// How one account of a quota stood at the last call that it was charged for.
public struct PaceStanding: Sendable, Hashable {
  /// The quota.
  public let quota: PolicyQuota
  /// Whose account; nil where all callers share one.
  public let dimension: PolicyQuota.Dimension?
  /// The person, account, card, workstation, network or delegator; nil where all callers share one.
  public let holder: String?
  /// The function, where the quota counts it apart.
  public let function: String?
  /// How many units it held then.
  public internal(set) var used: Int
  /// How many calls it had no room for, in the time that was looked at.
  public internal(set) var refused: Int
  /// When it was charged last, or had no room.
  public internal(set) var last: Timestamp

  /// How full it was: 1 for a call that had no room left after it.
  public var fullness: Double { Double(used) / Double(quota.limit) }

  /// Whether somebody should look at it: it had no room for some call, or was at least so full.
  public func isNear(_ fullness: Double) -> Bool { refused > 0 || self.fullness >= fullness }
}
