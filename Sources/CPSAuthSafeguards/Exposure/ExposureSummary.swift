public import CPSPrimitives

/// How many people acts of a scope exposed, and how: figures that name nobody.
public struct ExposureSummary: Sendable, Hashable {
  /// What was asked.
  public let scope: ExposureScope
  /// People about whom something was shown, or may have been; each once in each epoch of the pseudonyms.
  public let persons: Int
  /// Those of them about whom some act left no outcome, so that nobody knows what it showed.
  public let uncertainPersons: Int
  /// Acts about them.
  public let accesses: Int
  /// Acts that were about no one person, such as a list: whom they showed, this log does not know.
  public let unnamedAccesses: Int
  /// People by the name of a field that was shown about them.
  public let personsByField: [String: Int]
  /// Acts by actor (``ExposureActor``).
  public let accessesByActor: [String: Int]
  /// Acts by function.
  public let accessesByFunction: [String: Int]
  /// The first act.
  public let first: Timestamp?
  /// The last act.
  public let last: Timestamp?
  /// Whether the log reaches back to the beginning of the time that was asked for; otherwise there may be more.
  public let isCovered: Bool
}
