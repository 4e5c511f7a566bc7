import CPSCard
import CPSDiagnostics
import Synchronization
import VirtualCPS

@testable import CPSWorkstation

/// A watched reader, whose time stands still until a test moves it.
final class WatchBench: Sendable {
  private struct State {
    var now = ContinuousClock.now
    var slept = Duration.zero
    var shown = 0
    var failure: CPSError?
  }

  /// What the bench and the watch on it share.
  private final class Desk: Sendable {
    let state = Mutex(State())
  }

  static let reader = "Reader 1"

  let recorder = ExchangeRecorder()
  let connection: VirtualCardConnection
  let readers: FakeReaders
  let watch: CardWatch
  private let desk = Desk()

  init(
    atTransaction: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil }
  ) throws {
    connection = VirtualCardConnection(
      try VirtualCard(TestCard.image(), recorder: recorder), atTransaction: atTransaction)
    readers = FakeReaders([Self.status(1)], connections: [Self.reader: connection])
    let desk = desk
    watch = CardWatch(try Self.order, among: readers, time: Self.time(of: desk)) { () throws(CPSError) in
      let failure = desk.state.withLock { state in
        state.shown += 1
        return state.failure
      }
      if let failure { throw failure }
      return .seconds(60)
    }
  }

  private static func time(of desk: Desk) -> WatchTime {
    WatchTime(now: { desk.state.withLock { $0.now } }, slept: { desk.state.withLock { $0.slept } })
  }

  /// The card of the bench in its reader.
  static var order: StayOrder {
    get throws {
      StayOrder(reader: reader, serial: try CardSerial(digits: TestCard.serial), generation: .cps3)
    }
  }

  /// The reader after so many comings and goings.
  static func status(_ count: UInt16, _ card: ReaderStatus.Card = .present) -> ReaderStatus {
    ReaderStatus(name: reader, card: card, isExclusive: false, eventCount: count)
  }

  var now: ContinuousClock.Instant { desk.state.withLock { $0.now } }
  /// How often presence was shown to the service, or tried to.
  var shown: Int { desk.state.withLock { $0.shown } }
  /// How often the card was asked anything.
  var commands: Int { recorder.lines.count { $0.hasPrefix(">") } }

  func pass(_ span: Duration, asleep: Bool = false) {
    desk.state.withLock { state in
      state.now += span
      if asleep { state.slept += span }
    }
  }

  func fail(_ error: CPSError?) { desk.state.withLock { $0.failure = error } }
}
