/// Where what is to be verified of an audit log begins.
public enum AuditBeginning: Sendable, Hashable {
  /// With the first entry.
  case genesis
  /// Behind an entry that was removed because it had been kept for long enough; the log must say so.
  case removed(AuditHead)
  /// Behind an entry that is not shown, since this is a part of a log.
  case excerpt(AuditHead)

  /// The entry that the first one follows; nil for a whole log.
  public var origin: AuditHead? {
    switch self {
    case .genesis: nil
    case .removed(let head), .excerpt(let head): head
    }
  }
}
