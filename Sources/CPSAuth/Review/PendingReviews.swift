/// What was done in declared emergencies and nobody has reviewed yet, found by reading the audit log in order.
public struct PendingReviews: Sendable {
  private var found: [Int64: AuditEntry] = [:]

  /// Nothing read yet.
  public init() {}

  /// The decisions that wait, in the order of the log.
  public var entries: [AuditEntry] { found.values.sorted { $0.sequence < $1.sequence } }

  /// Takes the next entry of the log in.
  public mutating func read(_ entry: AuditEntry) {
    if entry.event.awaitsReview { found[entry.sequence] = entry }
    if entry.event.kind == .review, let reviewed = entry.event.decision { found[reviewed] = nil }
  }
}

extension AuditEvent {
  /// Whether it is a decision that holds only because an emergency was declared.
  public var awaitsReview: Bool {
    kind == .decision && isAllowed == true && facts[Self.reviewFact] == Self.dueReview
  }

  static let reviewFact = "review"
  static let dueReview = "due"
}
