import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Logging
import ServiceLifecycle

/// Reads the register of practitioners again and again, so that a new extract is used without a restart; what is
/// wrong with one is logged, and the register in use stays (attack case CA-13).
struct RegisterReloader: Service {
  let register: FilePractitionerRegister
  let interval: Duration
  let clock: any WallClock
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        guard (try? await Task.sleep(for: interval, clock: .continuous)) != nil else { return }
        reload()
      }
    }
  }

  /// Reads the file once, and says when it does not serve as it should.
  func reload() {
    do throws(CPSError) { try register.reload(at: clock.now()) } catch {
      logger.critical("register of practitioners", metadata: ["error": "\(error)"])
    }
    report()
  }

  /// Logs that the register is past its limit: nobody can log in until it is replaced.
  func report() {
    guard register.isStale(at: clock.now()) else { return }
    logger.critical(
      "register of practitioners", metadata: ["standing": "stale", "made": "\(register.madeAt.rfc3339)"])
  }
}
