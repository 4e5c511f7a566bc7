internal import CPSAuth
internal import CPSDiagnostics
internal import Hummingbird

/// Lets a request pass with the session that it belongs to, recognised by token and key, and no other.
///
/// Whoever shows a token that was not recognised here lately spends of the budget of those without a session, unless
/// it is recognised now: making tokens up is limited as logging in is, and shuts out nobody behind the same address
/// who has a session (attack case HN-25).
struct SessionMiddleware<Context: ConversationContext>: RouterMiddleware {
  let authenticator: Authenticator
  let budget: RequestBudget
  let recognised: RecognisedTokens
  /// Whether the requests come of something that a person does.
  let isUse: Bool

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.conversation.session = try await session(of: request, in: context.conversation)
    return try await next(request, context)
  }

  private func session(of request: Request, in conversation: Conversation) async throws -> LiveSession {
    let source = conversation.source
    let hash: [UInt8]?
    do { hash = try request.sessionToken(in: conversation)?.hash() } catch {
      try budget.spend(by: source)
      throw error
    }
    let isKnown = hash.map(recognised.contains) ?? false
    if !isKnown { try budget.require(of: source) }
    do {
      let session = try await authenticator.session(
        for: try request.sessionToken(in: conversation), request: request.origin(in: conversation),
        isUse: isUse)
      if let hash { recognised.insert(hash) }
      return session
    } catch {
      if isKnown {
        // Its holder is asked for a fresher nonce every few minutes; anything else is no session any more.
        if error != CPSError(.dpopNonceRequired), let hash { recognised.remove(hash) }
      } else {
        try budget.spend(by: source)
      }
      throw error
    }
  }
}
