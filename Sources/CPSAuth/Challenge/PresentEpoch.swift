internal import CPSDiagnostics
internal import CPSPrimitives
internal import Synchronization

/// The store's epoch as it was a moment ago, so that not every challenge asks the store.
///
/// A challenge of an epoch that has ended meanwhile is refused when it is taken, as are all that were issued before the
/// next one began: nobody gets in by it.
final class PresentEpoch: Sendable {
  /// How old the answer of the store may be.
  static let life: Duration = .seconds(1)

  private struct Reading {
    let epoch: StoreEpoch
    let moment: Timestamp
  }

  private let store: any AuthStore
  private let clock: any WallClock
  private let last = Mutex<Reading?>(nil)

  init(of store: any AuthStore, clock: any WallClock) {
    self.store = store
    self.clock = clock
  }

  /// The epoch.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func read() async throws(CPSError) -> StoreEpoch {
    let now = clock.now()
    if let known = last.withLock({ $0 }), (.zero..<Self.life).contains(now - known.moment) {
      return known.epoch
    }
    let epoch = try await store.epoch()
    last.withLock { $0 = Reading(epoch: epoch, moment: now) }
    return epoch
  }

  /// Asks the store the next time, since another epoch has begun.
  func forget() { last.withLock { $0 = nil } }
}
