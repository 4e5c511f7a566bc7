internal import Hummingbird

/// Asks the screens about what the routes behind it do.
struct ScreenMiddleware<Context: ConversationContext>: RouterMiddleware {
  let screens: RequestScreens
  let act: ScreenedAct

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    try screens.admit(act, in: context.conversation)
    return try await next(request, context)
  }
}
