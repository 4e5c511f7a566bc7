/// What became of an act that was allowed.
public enum AuditOutcome: String, Sendable, Hashable, CaseIterable {
  /// It answered, and the answer discloses something.
  case found
  /// It answered, and the answer discloses nothing.
  case notFound = "not-found"
  /// It failed before it answered.
  case failed
}
