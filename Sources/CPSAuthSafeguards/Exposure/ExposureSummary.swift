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
  /// Actors who were asked for and of whom the log has no act in that time: somebody may be written otherwise.
  public let idleActors: [String]
  /// The first act.
  public let first: Timestamp?
  /// The last act.
  public let last: Timestamp?
  /// Whether the log reaches back to the beginning of the time that was asked for; otherwise there may be more.
  public let isCovered: Bool
}

extension ExposureSummary: Encodable {
  private enum Key: String, CodingKey {
    case scope, persons, accesses, first, last
    case uncertainPersons = "uncertain_persons"
    case unnamedAccesses = "unnamed_accesses"
    case personsByField = "persons_by_field"
    case accessesByActor = "accesses_by_actor"
    case accessesByFunction = "accesses_by_function"
    case idleActors = "actors_without_access"
    case isCovered = "covered"
  }

  /// Writes the moments as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(scope.canonicalText, forKey: .scope)
    try container.encode(persons, forKey: .persons)
    try container.encode(uncertainPersons, forKey: .uncertainPersons)
    try container.encode(accesses, forKey: .accesses)
    try container.encode(unnamedAccesses, forKey: .unnamedAccesses)
    try container.encode(personsByField, forKey: .personsByField)
    try container.encode(accessesByActor, forKey: .accessesByActor)
    try container.encode(accessesByFunction, forKey: .accessesByFunction)
    try container.encode(idleActors, forKey: .idleActors)
    try container.encodeIfPresent(first?.rfc3339, forKey: .first)
    try container.encodeIfPresent(last?.rfc3339, forKey: .last)
    try container.encode(isCovered, forKey: .isCovered)
  }
}
