/// A moment of civil time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// Expiry is judged on this; deadlines inside a process use a monotonic clock instead.
public struct Timestamp: Sendable, Hashable, Comparable, Codable {
  /// Milliseconds since the epoch; negative before 1970.
  public let millisecondsSince1970: Int64

  /// A moment given in milliseconds since the epoch.
  public init(millisecondsSince1970: Int64) { self.millisecondsSince1970 = millisecondsSince1970 }

  /// A moment given in seconds since the epoch.
  public init(secondsSince1970: Int64) {
    let (milliseconds, overflow) = secondsSince1970.multipliedReportingOverflow(by: 1_000)
    self.millisecondsSince1970 = overflow ? (secondsSince1970 < 0 ? .min : .max) : milliseconds
  }

  /// Whole seconds since the epoch, rounded down.
  public var secondsSince1970: Int64 {
    millisecondsSince1970 >= 0 ? millisecondsSince1970 / 1_000 : (millisecondsSince1970 - 999) / 1_000
  }

  /// Earlier moments come first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.millisecondsSince1970 < right.millisecondsSince1970
  }

  /// The moment `span` later; saturates at the ends of the range.
  public static func + (moment: Timestamp, span: Duration) -> Timestamp {
    let (sum, overflow) = moment.millisecondsSince1970.addingReportingOverflow(span.milliseconds)
    return Timestamp(millisecondsSince1970: overflow ? (span.milliseconds < 0 ? .min : .max) : sum)
  }

  /// The moment `span` earlier; saturates at the ends of the range.
  public static func - (moment: Timestamp, span: Duration) -> Timestamp { moment + (.zero - span) }

  /// The time from `earlier` to `later`; negative when they are in the other order.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    let (difference, overflow) = later.millisecondsSince1970
      .subtractingReportingOverflow(earlier.millisecondsSince1970)
    return .milliseconds(overflow ? (later < earlier ? Int64.min : Int64.max) : difference)
  }

  /// A single number of milliseconds.
  public init(from decoder: any Decoder) throws {
    self.init(millisecondsSince1970: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Encodes as a single number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(millisecondsSince1970)
  }
}

extension Duration {
  /// Whole milliseconds, rounded towards zero; saturates at the ends of the range.
  public var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
    if overflow { return seconds < 0 ? .min : .max }
    let (sum, secondOverflow) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    return secondOverflow ? (seconds < 0 ? .min : .max) : sum
  }

  /// Whole seconds, rounded up, as those who must wait are told; of the longest spans, too.
  public var secondsRoundedUp: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    return remainder > 0 ? quotient + 1 : quotient
  }
}
