import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import Synchronization

/// Takes notices in the place of a mail program, and keeps them.
final class KeptNotices: NoticeTransport {
  private let clock: any WallClock
  private let taken = Mutex<[(message: NoticeMessage, moment: Timestamp)]>([])

  /// No notice yet.
  init(clock: any WallClock) { self.clock = clock }

  /// The notices, in the order in which they were handed over, and when.
  var all: [(message: NoticeMessage, moment: Timestamp)] { taken.withLock { $0 } }

  /// Keeps a notice.
  func send(_ message: NoticeMessage) async throws(CPSError) {
    let now = clock.now()
    taken.withLock { $0.append((message, now)) }
  }
}
