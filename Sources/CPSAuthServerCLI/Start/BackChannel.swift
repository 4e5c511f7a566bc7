import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Hummingbird
import HummingbirdCore
import Logging
import ServiceLifecycle

/// What answers the machine itself, put together from its configuration: everything but the socket.
struct BackChannel {
  /// What answers requests.
  let responder: RouterResponder<AuthRequestContext>
  /// Where it listens.
  let listener: Listener

  /// A back channel beside a front.
  ///
  /// - Throws: ``Diagnostic/inputMissing`` or ``Diagnostic/configurationInvalid`` about the file of the secret.
  init(
    _ settings: BackChannelSettings, front: ServiceFront, desk: PermitDesk?, monitor: MonitorRoutes,
    random: some RandomSource
  ) throws(CPSError) {
    var proxy = TrustedProxy.socket
    if let file = settings.secret {
      proxy = try TrustedProxy(secret: SecretFile.read(at: file, isCreated: false, random: random))
    }
    let router = Router(context: AuthRequestContext.self)
    front.addBackChannel(to: router, trusting: proxy, desk: desk, monitor: monitor)
    responder = router.buildResponder()
    listener = settings.listener
  }

  /// What listens, beside the server that clients reach, and ends with it.
  func service(logger: Logger) -> some Service {
    Application(
      responder: responder, server: .bound(over: ServerRun.http()),
      configuration: ApplicationConfiguration(
        address: listener.address,
        availableConnectionsDelegate: MaximumAvailableConnections(ServerRun.maximumConnections)),
      onServerRunning: { [listener] _ in listener.openToGroup() }, logger: logger)
  }
}

extension BackChannelSettings {
  /// How the functions read their subjects.
  var remoteFunctions: [RemoteFunction] {
    functions.map { name, form in
      switch form {
      case .nir: RemoteFunction(name) { text throws(CPSError) in try NIR(text) }
      case .text: RemoteFunction(name) { text throws(CPSError) in try NamedSubject(text) }
      }
    }
  }
}
