internal import Hummingbird

/// Lets a request pass with the session that it belongs to, recognised by token and key, and no other.
struct SessionMiddleware<Context: ConversationContext>: RouterMiddleware {
  let recognition: SessionRecognition
  /// Whether the requests come of something that a person does.
  let isUse: Bool

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.conversation.session = try await recognition.session(
      of: request, in: context.conversation, from: request.origin(in: context.conversation), isUse: isUse)
    return try await next(request, context)
  }
}
