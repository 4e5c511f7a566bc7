import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Logging
import ServiceLifecycle

/// Runs the refresher of the revocation lists for as long as the server lives, and logs what it says.
struct RevocationService: Service {
  /// The shortest pause between two rounds.
  static let shortestPause = Duration.seconds(1)

  let refresher: RevocationRefresher
  /// How often store and inbox are read again.
  let interval: Duration
  let clock: any WallClock
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let report = await refresh()
        guard (try? await Task.sleep(for: pause(after: report), clock: .continuous)) != nil else { return }
      }
    }
  }

  /// One round of the refresher.
  @discardableResult
  func refresh() async -> RefreshReport {
    let report = await refresher.round()
    for facts in report.taken {
      logger.notice(
        "revocation list taken in",
        metadata: [
          "issuer": "\(facts.issuer)", "number": "\(facts.number)", "due": "\(facts.nextUpdate.rfc3339)",
        ])
    }
    if report.endedSessions > 0 {
      logger.notice("sessions of revoked cards ended", metadata: ["count": "\(report.endedSessions)"])
    }
    log(report.faults, report.states)
    return report
  }

  /// Logs what went wrong, and every authority without a fresh list.
  func log(_ faults: [CPSError], _ states: [RevocationListState]) {
    for fault in faults { logger.critical("revocation list", metadata: ["error": "\(fault)"]) }
    for state in states where state.standing != .fresh {
      logger.critical(
        "revocation list",
        metadata: ["authority": "\(state.authority)", "standing": "\(state.standing.rawValue)"])
    }
  }

  /// Until the store is to be read again, or a list to be fetched if that is sooner.
  private func pause(after report: RefreshReport) -> Duration {
    guard let next = report.nextFetch else { return interval }
    return max(Self.shortestPause, min(interval, next - clock.now()))
  }
}
