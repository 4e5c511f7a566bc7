/// What becomes of a call of the past when the quotas of a policy are counted, too (``QuotaReplay``).
public struct QuotaVerdict: Sendable, Hashable {
  /// What the policy says: refused where a quota has no room.
  public let decision: PolicyDecision
  /// The pace beyond which the person would have had to type the PIN before this call; nil for none.
  public let asked: QuotaStanding?
  /// The quotas that could not be counted, since the log does not say which numbers are neighbours.
  public let uncounted: [PolicyQuota]

  init(_ decision: PolicyDecision, asked: QuotaStanding? = nil, uncounted: [PolicyQuota] = []) {
    self.decision = decision
    self.asked = asked
    self.uncounted = uncounted
  }
}
