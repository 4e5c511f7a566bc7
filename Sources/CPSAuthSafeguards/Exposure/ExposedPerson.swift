internal import CPSPrimitives

/// One person about whom something was shown, or may have been, by their pseudonym.
struct ExposedPerson: Sendable {
  /// The bit of fields that nobody can name: what an act that left no outcome has shown.
  static let unknownFields: UInt64 = 1 << 63

  /// The number of the first entry that allowed an act about them: their number is sealed in it.
  let entry: Int64
  /// The first act.
  private(set) var first: Timestamp
  /// The last act.
  private(set) var last: Timestamp
  /// How many acts.
  private(set) var accesses: Int
  /// What was shown, as bits of ``ExposedFields``, with ``unknownFields``.
  private(set) var fields: UInt64
  /// Who acted, as places of the tally's actors.
  private(set) var actors: Set<Int>

  /// The first act about somebody.
  init(entry: Int64, at moment: Timestamp, fields: UInt64, by actor: Int) {
    self.entry = entry
    first = moment
    last = moment
    accesses = 1
    self.fields = fields
    actors = [actor]
  }

  /// One act more.
  mutating func add(at moment: Timestamp, fields: UInt64, by actor: Int) {
    first = min(first, moment)
    last = max(last, moment)
    accesses += 1
    self.fields |= fields
    actors.insert(actor)
  }

  /// Whether something was shown of which no outcome says what.
  var isUncertain: Bool { fields & Self.unknownFields != 0 }
}
