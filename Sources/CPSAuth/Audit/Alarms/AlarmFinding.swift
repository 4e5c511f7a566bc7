/// What a log itself says about one alarm of a quota.
public struct AlarmFinding: Sendable, Hashable {
  /// The verdict.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The entries before it show as many units as it was raised for.
    case confirmed
    /// The entries before it show another number.
    case differs
    /// There is no entry of a call without room for which it could have been raised.
    case unfounded
    /// There was a call without room, and no alarm about it.
    case missing
    /// The log begins within the window, so that nobody can tell.
    case notCovered = "not-covered"
  }

  /// The number of the alarm's entry; of the call's where the alarm is missing.
  public let sequence: Int64
  /// The number of the call's entry, if there is one.
  public let call: Int64?
  /// The quota, if there is one.
  public let quota: String?
  /// How many units the call's entry says.
  public let recorded: Int?
  /// How many units the entries before it show: from the least, what was taken back not counted, to the most.
  public let recomputed: ClosedRange<Int>?
  /// The verdict.
  public let verdict: Verdict

  init(
    sequence: Int64, call: Int64? = nil, quota: String? = nil, recorded: Int? = nil,
    recomputed: ClosedRange<Int>? = nil, verdict: Verdict
  ) {
    self.sequence = sequence
    self.call = call
    self.quota = quota
    self.recorded = recorded
    self.recomputed = recomputed
    self.verdict = verdict
  }

  /// Whether the alarm is what it says, as far as the log reaches.
  public var isRight: Bool { verdict == .confirmed || verdict == .notCovered }
}
