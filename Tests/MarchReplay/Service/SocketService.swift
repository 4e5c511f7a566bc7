import CPSDiagnostics
import Hummingbird
import Logging

/// The router of a service on a port of this machine, over plain TCP: loopback alone, and synthetic cards.
struct SocketService {
  /// That nothing could be served, as on a port that somebody took meanwhile; nothing of `body` was done.
  struct NotServing: Error {
    let cause: any Error
  }

  let service: ReplayService
  let port: Int

  /// Serves while `body` runs.
  ///
  /// - Throws: ``NotServing``, and what `body` throws.
  func serve<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    let (running, isRunning) = AsyncStream.makeStream(of: Void.self)
    let application = Application(
      responder: service.responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { _ in isRunning.yield() },
      logger: Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() })
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { isRunning.finish() }
        try await application.run()
      }
      var iterator = running.makeAsyncIterator()
      guard await iterator.next() != nil else {
        do { try await group.waitForAll() } catch { throw NotServing(cause: error) }
        throw CPSError(.internalFault, reason: "the service ended before it began")
      }
      defer { group.cancelAll() }
      return try await body()
    }
  }
}
