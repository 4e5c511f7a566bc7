import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// Listens, until a signal ends it.
struct ServerRun {
  /// The most connections at once (attack case HN-25).
  static let maximumConnections = 1_024
  /// How long a connection may be silent.
  static let idleTimeout = TimeAmount.seconds(30)
  /// How long requests that are under way may take after the signal.
  static let shutdownLimit = Duration.seconds(10)

  let assembly: ServerAssembly
  let listener: Listener
  let logger: Logger

  /// Listens and answers; returns when a signal has ended it and the audit log is written.
  ///
  /// - Parameter isListening: called once, with the port that the system gave, or nil on a Unix socket.
  /// - Throws: ``Diagnostic/listenFailed``; ``Diagnostic/inputMissing`` or ``Diagnostic/inputMalformed`` for
  ///   certificate and key; ``Diagnostic/auditUnavailable``.
  func run(isListening: @escaping @Sendable (Int?) -> Void) async throws(CPSError) {
    let claims = try claimSockets()
    defer { withExtendedLifetime(claims) {} }
    let application = Application(
      responder: assembly.responder, server: try server(),
      configuration: ApplicationConfiguration(
        address: listener.address,
        availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections)),
      services: services,
      onServerRunning: { [listener] channel in
        listener.openToGroup()
        isListening(channel.localAddress?.port)
      }, logger: logger)
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = Self.shutdownLimit
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch is CancellationError {
      logger.warning("requests under way were cut off")
    } catch {
      throw CPSError(.listenFailed, ["address": listener.text(port: nil), "detail": "\(error)"])
    }
    try await end()
  }

  /// Writes what was only counted, vouches for the log, and lets go of the database, also when one of them fails.
  private func end() async throws(CPSError) {
    assembly.refusals.flush(to: logger)
    var unwritten: CPSError?
    do { try await assembly.auditLog.flush() } catch { unwritten = error }
    await assembly.auditService.keep()
    do throws(CPSError) {
      try assembly.state.close()
    } catch {
      // Whatever a request that was cut off still holds: the next start finds it all in the log of the file.
      logger.warning("the database was left open: \(error)")
    }
    if let unwritten { throw unwritten }
  }

  /// The claims to the sockets that will be listened on.
  private func claimSockets() throws(CPSError) -> [SocketClaim] {
    var claims: [SocketClaim] = []
    for listener in [listener, assembly.backChannel?.listener] {
      if let claim = try listener?.claim() { claims.append(claim) }
    }
    return claims
  }

  /// What runs for as long as the server does.
  private var services: [any Service] {
    var services = assembly.services
    if let backChannel = assembly.backChannel { services.append(backChannel.service(logger: logger)) }
    return services
  }

  /// What one connection may send, and how long it may be silent.
  static func http() -> HTTP1Channel.Configuration {
    HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestTurnHandler(), RequestDeadlineHandler(), ExpectationHandler()],
      idleTimeout: idleTimeout,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 8_192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64))
  }

  private func server() throws(CPSError) -> HTTPServerBuilder {
    guard case .tls(_, _, let certificate, let key, let clients) = listener else {
      return .bound(over: Self.http())
    }
    let files = TLSFiles(certificate: certificate, key: key)
    guard let clients else { return try files.server(Self.http()) }
    return try files.server(Self.http(), asking: clients, issuedBy: assembly.authorities)
  }
}
