import CPSPrimitives
import Synchronization

/// A clock that moves when the test says so.
final class SteppedClock: WallClock {
  private let time: Mutex<Timestamp>

  init(at time: Timestamp) { self.time = Mutex(time) }

  func now() -> Timestamp { time.withLock { $0 } }

  func move(to time: Timestamp) { self.time.withLock { $0 = time } }
}
