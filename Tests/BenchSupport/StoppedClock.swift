public import CPSPrimitives

/// A clock that stands still.
public struct StoppedClock: WallClock {
  /// What it shows.
  public let time: Timestamp
  /// A clock that shows this.
  public init(time: Timestamp) { self.time = time }

  /// What it shows.
  public func now() -> Timestamp { time }
}
