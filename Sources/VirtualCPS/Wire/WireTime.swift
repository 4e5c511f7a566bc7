/// How long exchanges would take with a real card.
public struct WireTime: Sendable, Hashable {
  /// While characters are on the wire.
  public var transmission: Duration
  /// While card and reader are at work.
  public var processing: Duration

  /// No time, or the parts of some.
  public init(transmission: Duration = .zero, processing: Duration = .zero) {
    self.transmission = transmission
    self.processing = processing
  }

  /// All of it.
  public var total: Duration { transmission + processing }

  /// The time for both.
  public static func + (left: WireTime, right: WireTime) -> WireTime {
    WireTime(
      transmission: left.transmission + right.transmission, processing: left.processing + right.processing)
  }
}
