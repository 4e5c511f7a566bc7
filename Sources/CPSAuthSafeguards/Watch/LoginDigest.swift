/// The log-ins of one holder on one day, until they are told together.
struct LoginDigest: Sendable, Hashable, Codable {
  /// The most lines that are kept; the others are counted.
  static let maximumLines = 60

  var schema = 1
  /// The day, counted since 1970 in the time of the watch.
  let day: Int64
  /// How many there were.
  var count = 0
  /// The first of them, a line each.
  var lines: [NoticeValue] = []

  /// Adds a log-in.
  mutating func add(_ line: NoticeValue) {
    count += 1
    if lines.count < Self.maximumLines { lines.append(line) }
  }
}
