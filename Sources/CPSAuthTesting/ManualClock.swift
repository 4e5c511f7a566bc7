public import CPSPrimitives
internal import Synchronization

/// A clock that stands still until a test moves it, in either direction.
public final class ManualClock: WallClock {
  private let moment: Mutex<Timestamp>

  /// A clock that shows `moment`.
  public init(_ moment: Timestamp) { self.moment = Mutex(moment) }

  /// What the clock shows.
  public func now() -> Timestamp { moment.withLock { $0 } }

  /// Moves the clock, backwards when `span` is negative.
  public func advance(by span: Duration) { moment.withLock { $0 = $0 + span } }
}
