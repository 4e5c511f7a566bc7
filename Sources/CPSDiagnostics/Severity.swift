/// How grave a condition is for the person who watches the service.
public enum Severity: String, Sendable, Comparable, CaseIterable {
  /// Part of ordinary life: a card is missing, a session has ended.
  case notice
  /// Somebody should look when it recurs.
  case warning
  /// An operation that should have worked did not.
  case error
  /// May be an attack, or a safety that no longer holds: to be looked at now.
  case alarm

  private var rank: Int {
    switch self {
    case .notice: 0
    case .warning: 1
    case .error: 2
    case .alarm: 3
    }
  }

  /// Orders severities from notice to alarm.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
