internal import CPSAuth
internal import CPSDiagnostics
internal import HTTPTypes
internal import Hummingbird

/// Finds out who the client behind a request is: by the connection, or by the word of the service's own proxy.
struct ClientRecognition: Sendable {
  let authenticator: Authenticator
  let proxy: TrustedProxy?

  /// Takes what the client showed in a handshake that ended here; behind a proxy, what that says of the client.
  ///
  /// Whoever speaks in the proxy's name without proof is not believed, and noted (attack case HN-20).
  func hear(_ request: Request, _ conversation: inout Conversation) async throws(CPSError) {
    guard let proxy else {
      if authenticator.takesHandshakes {
        conversation.presentation = try await conversation.peer.presentation()
      }
      return
    }
    guard try proxy.sent(request.headers, over: conversation.peer) else {
      guard HTTPField.Name.ofProxy.contains(where: { request.headers[$0] != nil }) else { return }
      return await authenticator.note(CPSError(.proxyUnproven))
    }
    let report = try ProxyReport(reading: request.headers)
    conversation.source = report.source ?? conversation.source
    conversation.network = report.network
    conversation.address = report.address
    conversation.presentation = report.presentation
  }
}
