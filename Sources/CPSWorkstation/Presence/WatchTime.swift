/// The time by which a card is watched: injected, so that a test waits for nothing.
struct WatchTime: Sendable {
  /// What goes on while the machine sleeps.
  let now: @Sendable () -> ContinuousClock.Instant
  /// How long the machine has slept since it was started.
  let slept: @Sendable () -> Duration

  /// The machine's own.
  static var system: WatchTime {
    let (continuous, awake) = (ContinuousClock.now, SuspendingClock.now)
    return WatchTime(now: { .now }) {
      (ContinuousClock.now - continuous) - (SuspendingClock.now - awake)
    }
  }
}
