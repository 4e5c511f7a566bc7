internal import CPSDiagnostics
internal import Hummingbird

/// Lets a request pass that comes from the service's own proxy, or from a service behind it, and no other.
struct ProxyMiddleware<Context: ConversationContext>: RouterMiddleware {
  let proxy: TrustedProxy

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard try proxy.sent(request.headers, over: context.conversation.peer) else {
      throw CPSError(.proxyUnproven)
    }
    return try await next(request, context)
  }
}
