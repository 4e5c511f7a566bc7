internal import Hummingbird

/// Bounds what somebody without a session may ask, source by source (attack case HN-25).
struct LimitMiddleware<Context: ConversationContext>: RouterMiddleware {
  let budget: RequestBudget

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    try budget.spend(by: context.conversation.source)
    return try await next(request, context)
  }
}
