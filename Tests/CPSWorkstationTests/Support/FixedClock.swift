import CPSPrimitives

/// A clock that stands still.
struct FixedClock: WallClock {
  let moment: Timestamp
  func now() -> Timestamp { moment }
}
