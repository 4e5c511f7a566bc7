internal import CPSDiagnostics
internal import CPSPrimitives
internal import Hummingbird

/// Bounds what somebody without a session may ask, source by source (attack case HN-25).
struct LimitMiddleware<Context: ConversationContext>: RouterMiddleware {
  let limiter: RequestLimiter
  let clock: any WallClock

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if let wait = limiter.wait(of: context.conversation.source, at: clock.now()) {
      let seconds = (wait.milliseconds + 999) / 1_000
      throw CPSError(.tooManyRequests, ["seconds": String(seconds)])
    }
    return try await next(request, context)
  }
}
