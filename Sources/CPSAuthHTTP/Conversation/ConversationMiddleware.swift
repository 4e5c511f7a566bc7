internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOHTTP1

/// The outermost layer: finds the language, turns every error into a problem, and says with every answer what
/// the next request needs.
///
/// The log gets method, route, status and code, and the network of whom it refuses: never a path as it was sent, a
/// header or a body, in which tokens and subjects stand (attack case HN-23).
struct ConversationMiddleware<Context: ConversationContext>: RouterMiddleware {
  let authenticator: Authenticator
  let fallbackLanguage: Language
  let metrics: ServiceMetrics
  let clients: ClientRecognition
  let screens: RequestScreens
  let clock: any WallClock
  let refusals: RefusalLog
  /// The path where a proxy asks about requests of others, which needs refusals in a form of its own.
  var forwardingPath: String?

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var context = context
    let asked = request.headers[.acceptLanguage]
    let language = asked == nil ? fallbackLanguage : Language.preferred(acceptLanguage: asked)
    context.conversation.language = language
    var response: Response
    var failure: CPSError?
    do {
      try await clients.hear(request, &context.conversation)
      try screens.admit(.request, in: context.conversation)
      try requireOwnOrigin(request)
      response = try await next(request, context)
    } catch let error as HTTPParserError {
      // The server itself answers what is not HTTP, and closes the connection.
      throw error
    } catch {
      response =
        request.uri.path == forwardingPath
        ? ForwardedProblem.make(error, in: language, at: clock.now())
        : ProblemResponse.make(error, in: language, at: clock.now())
      failure = RequestFailure.row(of: error)
    }
    log(request, context, response, failure)
    metrics.count(
      route: failure == CPSError(.addressUnknown) ? nil : context.endpointPath,
      method: request.method.rawValue,
      status: response.status.code, code: failure?.diagnostic.code, after: ContinuousClock.now - start)
    if let nonce = try? authenticator.possessionNonce() { response.headers[.dpopNonce] = nonce }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    response.headers[.xContentTypeOptions] = "nosniff"
    return response
  }

  /// A browser names the page that a request comes from; a program names none (attack case HN-24).
  private func requireOwnOrigin(_ request: Request) throws(CPSError) {
    guard let origin = request.headers[.origin] else { return }
    guard origin == authenticator.audience.text else { throw CPSError(.originForeign) }
  }

  private func log(_ request: Request, _ context: Context, _ response: Response, _ error: CPSError?) {
    let level = Logger.Level(of: error)
    let now = clock.now()
    refusals.write(to: context.logger, at: now)
    if let error, level >= .warning {
      let source = context.conversation.source
      guard refusals.admits(error.diagnostic.code, at: level, from: source, now: now) else { return }
    }
    // Put together only where the level is logged.
    context.logger.log(level: level, "request", metadata: metadata(of: request, context, response, error))
  }

  private func metadata(
    of request: Request, _ context: Context, _ response: Response, _ error: CPSError?
  ) -> Logger.Metadata {
    var metadata: Logger.Metadata = [
      "method": "\(PrintableText.escaped(request.method.rawValue))",
      "route": "\(context.endpointPath ?? "none")", "status": "\(response.status.code)",
    ]
    guard let error else { return metadata }
    metadata["code"] = "\(error.diagnostic.code)"
    metadata["source"] = "\(context.conversation.source)"
    if let reason = error.reason { metadata["reason"] = "\(PrintableText.escaped(reason))" }
    return metadata
  }
}
