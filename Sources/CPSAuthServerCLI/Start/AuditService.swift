import CPSAuth
import CPSDiagnostics
import Logging
import ServiceLifecycle

/// Runs the keeper of the audit log for as long as the server lives, and logs what it says.
struct AuditService: Service {
  let keeper: AuditKeeper
  /// How often the log is vouched for.
  let interval: Duration
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await keep()
        guard (try? await Task.sleep(for: interval, clock: .continuous)) != nil else { return }
      }
    }
  }

  /// One round of the keeper; the last one is after the last request.
  func keep() async {
    for fault in await keeper.round() { logger.critical("audit log", metadata: ["error": "\(fault)"]) }
  }
}
