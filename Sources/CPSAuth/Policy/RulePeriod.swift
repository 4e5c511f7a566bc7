public import CPSPrimitives

/// From when and until when a rule holds, so that a service can change over at a moment that everybody knows.
public struct RulePeriod: Sendable, Hashable {
  /// At all times.
  public static let always = RulePeriod()

  /// The first moment at which the rule holds; nil for always so far.
  public let from: Timestamp?
  /// The first moment at which it holds no more; nil for without end.
  public let until: Timestamp?

  /// A period.
  public init(from: Timestamp? = nil, until: Timestamp? = nil) {
    self.from = from
    self.until = until
  }

  /// Whether the rule holds at a moment.
  public func contains(_ moment: Timestamp) -> Bool {
    (from.map { $0 <= moment } ?? true) && (until.map { moment < $0 } ?? true)
  }

  /// Whether there is a moment at which the rule holds.
  var isPossible: Bool {
    guard let from, let until else { return true }
    return from < until
  }
}
