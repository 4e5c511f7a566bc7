import CPSPrimitives
import Synchronization

/// A clock that stands still until a test moves it.
final class SettableClock: WallClock {
  private let moment = Mutex(Timestamp(secondsSince1970: 1_795_000_000))

  func now() -> Timestamp { moment.withLock { $0 } }

  func advance(by span: Duration) { moment.withLock { $0 = $0 + span } }
}
