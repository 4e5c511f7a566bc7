import CPSPrimitives

/// A clock that was set to a moment when it was made, and goes since.
struct RunningClock: WallClock {
  private let beginning: Timestamp
  private let start = ContinuousClock.now

  init(from beginning: Timestamp) { self.beginning = beginning }

  func now() -> Timestamp { beginning + (ContinuousClock.now - start) }
}
