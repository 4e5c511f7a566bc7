import CPSPrimitives

/// A moment written in RFC 3339.
func moment(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: 0) }

/// A clock that stands still.
struct StoppedClock: WallClock {
  let time: Timestamp
  func now() -> Timestamp { time }
}
