/// What the verification of an audit log found; nothing in it is wrong.
public struct AuditReport: Sendable, Hashable {
  /// The last entry; nil for an empty log.
  public let head: AuditHead?
  /// Where the log begins.
  public let beginning: AuditBeginning
  /// How many signed checkpoints it holds.
  public let checkpoints: Int
  /// The last entry that a checkpoint in the log vouches for.
  public let lastCheckpoint: AuditHead?
  /// How many checkpoints of a witness it agrees with.
  public let witnessed: Int
  /// The keys that sign checkpoints, in the order in which they came.
  public let keys: [CheckpointKeyStanding]

  /// How many entries were checked.
  public var entries: Int64 { (head?.sequence ?? 0) - (beginning.origin?.sequence ?? 0) }
}
