import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Logging
import ServiceLifecycle

/// Reads the stored revocation lists again and again, so that a list that was imported is used without a
/// restart; what is wrong with one is logged, and the list in use stays (attack case CA-13).
struct RevocationRefresher: Service {
  let directory: TrustDirectory
  let book: RevocationBook
  let interval: Duration
  let clock: any WallClock
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        guard (try? await Task.sleep(for: interval, clock: .continuous)) != nil else { return }
        refresh()
      }
    }
  }

  /// Reads the lists once, and says which do not serve as they should.
  func refresh() {
    report(directory.refresh(book, at: clock.now()))
  }

  /// Logs what the loading of the store complained about, and every authority without a fresh list.
  func report(_ faults: [CPSError]) {
    for fault in faults { logger.critical("revocation list", metadata: ["error": "\(fault)"]) }
    for state in book.states(at: clock.now()) where state.standing != .fresh {
      logger.critical(
        "revocation list",
        metadata: ["authority": "\(state.authority)", "standing": "\(state.standing.rawValue)"])
    }
  }
}
