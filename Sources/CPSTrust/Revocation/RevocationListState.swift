internal import CPSPrimitives

/// What the revocation list of one authority is worth, for people who watch.
public struct RevocationListState: Sendable, Hashable {
  /// How a list stands.
  public enum Standing: String, Sendable, Hashable, Codable {
    /// It serves.
    case fresh
    /// It serves on grace only.
    case overdue
    /// It serves no more: nobody logs in by it.
    case stale
    /// There is none: nobody logs in.
    case missing
  }

  /// The authority, such as `FORT PERSONNES`.
  public let authority: String
  /// The facts of its list; nil when there is none.
  public let facts: RevocationFacts?
  /// How the list stands.
  public let standing: Standing

  init(authority: String, facts: RevocationFacts?, grace: RevocationGrace, moment: Timestamp) {
    self.authority = authority
    self.facts = facts
    guard let facts, facts.thisUpdate <= moment else {
      standing = .missing
      return
    }
    if moment < facts.nextUpdate {
      standing = .fresh
    } else {
      standing = moment < facts.nextUpdate + grace.duration ? .overdue : .stale
    }
  }
}
