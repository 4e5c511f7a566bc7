import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import Hummingbird
import Logging

/// The HTTP front of a scene on a port of this machine, over plain TCP.
struct LoopbackService {
  /// A route that answers each request with 201 and nothing else: what HTTP costs by itself.
  static let nothing = "/nothing"

  let scene: ServiceScene
  var tokens: TokenDesk?

  /// Serves while `body` runs, which gets the port.
  func serve<Result: Sendable>(_ body: (Int) async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, port) = AsyncStream.makeStream(of: Int.self)
      let application = application { port.yield($0) }
      group.addTask { try await application.run() }
      var iterator = ports.makeAsyncIterator()
      guard let number = await iterator.next() else { throw CPSError(.internalFault, reason: "no port") }
      defer { group.cancelAll() }
      return try await body(number)
    }
  }

  private func application(isListening: @escaping @Sendable (Int) -> Void) -> some ApplicationProtocol {
    let router = Router(context: AuthRequestContext.self)
    router.post(RouterPath(Self.nothing)) { request, _ in
      for try await _ in request.body {}
      return Response(status: .created)
    }
    // One address sends what a thousand would.
    ServiceFront(
      authenticator: scene.authenticator, gate: scene.gate, clock: scene.clock,
      limiter: RequestLimiter(perSecond: 1_000, burst: 10_000_000), tokens: tokens
    ).addRoutes(to: router)
    return Application(
      responder: router.buildResponder(), server: .bound(),
      configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in if let port = channel.localAddress?.port { isListening(port) } },
      logger: Logger(label: "gate-bench") { _ in SwiftLogNoOpLogHandler() })
  }
}
