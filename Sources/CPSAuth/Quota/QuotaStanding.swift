public import CPSPrimitives

/// How one quota stood when a call was decided: for the audit log, and for the caller's answer.
public struct QuotaStanding: Sendable, Hashable {
  /// The quota.
  public let quota: PolicyQuota
  /// Whose account; nil for all callers together.
  public let dimension: PolicyQuota.Dimension?
  /// How many units the account holds; with the call, if that was counted.
  public let used: Int
  /// Whether the call had no room, so that it was not counted.
  public let isExceeded: Bool
  /// From when on units count, since a person confirmed those before; nil for the whole window.
  public let since: Timestamp?

  /// A standing.
  public init(
    quota: PolicyQuota, dimension: PolicyQuota.Dimension?, used: Int, isExceeded: Bool, since: Timestamp?
  ) {
    self.quota = quota
    self.dimension = dimension
    self.used = used
    self.isExceeded = isExceeded
    self.since = since
  }

  /// How many units there still is room for.
  public var remaining: Int { isExceeded ? 0 : max(0, quota.limit - used) }
}
