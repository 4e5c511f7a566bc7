/// A statement of which a part stands in it once for each of several things.
///
/// The texts for few of them are kept: to put one together takes about as long as to run it.
struct RepeatedStatement: Sendable {
  private static let keptCount = 16

  private let part: String
  private let separator: String
  private let beginning: String
  private let kept: [String]

  init(_ part: String, separator: String, behind beginning: String = "") {
    self.part = part
    self.separator = separator
    self.beginning = beginning
    kept = (0...Self.keptCount).map { Self.text(part, $0, separator, beginning) }
  }

  /// The statement for so many things.
  func text(for count: Int) -> String {
    kept.indices.contains(count) ? kept[count] : Self.text(part, count, separator, beginning)
  }

  private static func text(_ part: String, _ count: Int, _ separator: String, _ beginning: String) -> String {
    beginning + Array(repeating: part, count: count).joined(separator: separator)
  }
}
