import CPSDiagnostics
import Logging
import ServiceLifecycle

/// Does something again and again for as long as the server lives, and logs what goes wrong once, until it is otherwise.
struct RoundService: Service {
  /// What it does, for the log.
  let name: String
  /// The time between two rounds.
  let interval: Duration
  let logger: Logger
  /// One round: what went wrong.
  let round: @Sendable () async -> [CPSError]

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var told: Set<String> = []
      while !Task.isCancelled {
        let faults = await round()
        // As they read: two errors of one row may have different reasons.
        let texts = Set(faults.map { "\($0)" })
        for text in texts.subtracting(told).sorted() {
          logger.critical("\(name)", metadata: ["error": "\(text)"])
        }
        told = texts
        guard (try? await Task.sleep(for: interval, clock: .continuous)) != nil else { return }
      }
    }
  }
}
