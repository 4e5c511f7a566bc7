public import CPSPrimitives

/// One person of an exposure report, for whoever writes to them.
public struct ExposureLine: Sendable, Hashable {
  /// The canonical text of the person, such as the 13 digits of an NIR.
  public let subject: String
  /// The first act about them.
  public let first: Timestamp
  /// The last one.
  public let last: Timestamp
  /// How many acts.
  public let accesses: Int
  /// The names of what was shown, in lexicographic order.
  public let fields: [String]
  /// Whether more may have been shown than is known: an act left no outcome.
  public let isUncertain: Bool
  /// Who acted (``ExposureActor``), in lexicographic order.
  public let actors: [String]

  init(subject: String, _ person: ExposedPerson, fields: [String], actors: [String]) {
    self.init(
      subject: subject, first: person.first, last: person.last, accesses: person.accesses, fields: fields,
      isUncertain: person.isUncertain, actors: actors)
  }

  private init(
    subject: String, first: Timestamp, last: Timestamp, accesses: Int, fields: [String], isUncertain: Bool,
    actors: [String]
  ) {
    self.subject = subject
    self.first = first
    self.last = last
    self.accesses = accesses
    self.fields = fields
    self.isUncertain = isUncertain
    self.actors = actors
  }

  /// The same person under another pseudonym.
  func merged(with other: ExposureLine) -> ExposureLine {
    ExposureLine(
      subject: subject, first: min(first, other.first), last: max(last, other.last),
      accesses: accesses + other.accesses, fields: Set(fields).union(other.fields).sorted(),
      isUncertain: isUncertain || other.isUncertain, actors: Set(actors).union(other.actors).sorted())
  }
}

extension ExposureLine: Encodable {
  private enum Key: String, CodingKey {
    case subject, first, last, accesses, fields, actors
    case isUncertain = "uncertain"
  }

  /// Writes the moments as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(subject, forKey: .subject)
    try container.encode(first.rfc3339, forKey: .first)
    try container.encode(last.rfc3339, forKey: .last)
    try container.encode(accesses, forKey: .accesses)
    try container.encode(fields, forKey: .fields)
    try container.encode(isUncertain, forKey: .isUncertain)
    try container.encode(actors, forKey: .actors)
  }
}

extension ExposureLine {
  /// The first line of a CSV file (RFC 4180).
  public static let csvHeader = "subject,first,last,accesses,fields,uncertain,actors\r\n"

  /// The person as a line of a CSV file (RFC 4180), lists with a blank between.
  public var csv: String {
    [
      subject, first.rfc3339, last.rfc3339, String(accesses), fields.joined(separator: " "),
      isUncertain ? "1" : "0", actors.joined(separator: " "),
    ].map(SpreadsheetCell.quoted).joined(separator: ",") + "\r\n"
  }
}
