public import CPSAuth
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds what the machine itself asks for, to a router of its own: health, figures, and permits where there is a desk.
  ///
  /// For a Unix socket or a loopback address, never for the one that clients reach.
  ///
  /// - Parameters:
  ///   - proxy: how those who ask for permits show that they are the service's own.
  ///   - desk: issues permits; nil where no function runs in another process.
  ///   - monitor: health and figures.
  public func addBackChannel<Context: ConversationContext>(
    to router: Router<Context>, trusting proxy: TrustedProxy, desk: PermitDesk?, monitor: MonitorRoutes
  ) {
    router.add(middleware: conversation(trusting: proxy, forwarding: PermitRoutes.path))
    monitor.add(to: router)
    guard let desk else { return }
    for function in desk.functions.values {
      subjects.add(function.name) { (text) throws(CPSError) in try function.stepUp(about: text) }
    }
    PermitRoutes(desk: desk, front: self).add(
      to: router.group().add(middleware: ProxyMiddleware(proxy: proxy)))
  }
}
