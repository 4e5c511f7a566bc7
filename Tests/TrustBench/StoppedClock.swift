import CPSPrimitives

/// A clock that stands still.
struct StoppedClock: WallClock {
  let time: Timestamp
  func now() -> Timestamp { time }
}
