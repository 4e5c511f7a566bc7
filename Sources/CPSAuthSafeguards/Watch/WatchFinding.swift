/// What the entries of a log say about one alarm of the watch.
public struct WatchFinding: Sendable, Hashable {
  /// The verdict.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// The entries before it give the same alarm, for the same reasons.
    case confirmed
    /// They give the alarm for other reasons.
    case differs
    /// They give no such alarm.
    case unfounded
    /// They give an alarm that the log does not have.
    case missing
    /// It stands in the log twice.
    case repeated
    /// The log begins too late, so that nobody can tell.
    case notCovered = "not-covered"
  }

  /// The number of the alarm's entry; of the entry that it is about where it is missing.
  public let sequence: Int64
  /// The number of the entry that it is about.
  public let entry: Int64
  /// The code of its row.
  public let code: String
  /// Whom it is about.
  public let holder: String
  /// What the alarm in the log says why; empty where it is missing.
  public let recorded: [String: String]
  /// What the entries say why; empty where they give no alarm.
  public let recomputed: [String: String]
  /// The verdict.
  public let verdict: Verdict

  /// Whether the alarm is what it says, as far as the log reaches.
  public var isRight: Bool { verdict == .confirmed || verdict == .notCovered }
}
