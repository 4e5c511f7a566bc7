import CPSAuthPolicy
import CPSDiagnostics
import Logging
import ServiceLifecycle

/// Looks at the file of the policy again and again; a broken one is logged, and the policy in force stays
/// (attack case CA-13).
struct PolicyService: Service {
  let reloader: PolicyReloader
  let interval: Duration
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var told: String?
      while !Task.isCancelled {
        let outcome = await look()
        // As it reads: two errors of one row may have different reasons.
        let text = outcome.map { "\($0)" }
        if let outcome, text != told { log(outcome) }
        told = text
        guard (try? await Task.sleep(for: interval, clock: .continuous)) != nil else { return }
      }
    }
  }

  private func look() async -> PolicyReloader.Outcome? {
    do throws(CPSError) { return try await reloader.reload() } catch {
      logger.critical("policy", metadata: ["error": "\(error)"])
      return nil
    }
  }

  private func log(_ outcome: PolicyReloader.Outcome) {
    switch outcome {
    case .unchanged: break
    case .replaced(let version): logger.notice("policy in force", metadata: ["version": "\(version)"])
    case .refused(let error): logger.critical("policy not loaded", metadata: ["error": "\(error)"])
    }
  }
}
