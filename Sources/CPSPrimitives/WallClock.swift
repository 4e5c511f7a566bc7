/// Tells civil time.
///
/// Injected everywhere, so that tests and replays choose their own.
public protocol WallClock: Sendable {
  /// The present moment.
  func now() -> Timestamp
}
