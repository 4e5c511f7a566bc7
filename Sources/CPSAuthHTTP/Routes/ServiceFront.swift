public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import Hummingbird

/// The HTTP front of a service: the routes of docs/protocol.md, and those of its gated functions.
///
/// Made of values alone, so that the same front answers over TLS, over a Unix socket, or inside a test with a
/// clock of its own.
public struct ServiceFront: Sendable {
  /// How many requests somebody without a session may send: 10 a second, and 40 at once.
  ///
  /// A login needs three; a hospital behind one address opens a hundred sessions in half a minute.
  public static var standardLimiter: RequestLimiter { RequestLimiter(perSecond: 10, burst: 40) }

  let authenticator: Authenticator
  let gate: Gate
  let clock: any WallClock
  /// What it answers, counted.
  public let metrics: ServiceMetrics
  /// What the log is told of refusals.
  public let refusals = RefusalLog()
  private let budget: RequestBudget
  let recognition: SessionRecognition
  let subjects = SubjectReaders()
  let screens: RequestScreens
  private let language: Language
  private let proxy: TrustedProxy?
  let tokens: TokenDesk?

  /// A front.
  ///
  /// - Parameters:
  ///   - authenticator: opens and recognises sessions.
  ///   - gate: decides about functions.
  ///   - clock: the time of both.
  ///   - language: for callers who ask for none.
  ///   - limiter: bounds requests of those without a session.
  ///   - metrics: counts what is answered.
  ///   - proxy: the proxy before this service; nil where there is none, so that no header field is believed.
  ///   - tokens: writes tokens for services elsewhere; nil to write none.
  public init(
    authenticator: Authenticator, gate: Gate, clock: any WallClock, language: Language = .french,
    limiter: RequestLimiter = standardLimiter, metrics: ServiceMetrics = ServiceMetrics(),
    proxy: TrustedProxy? = nil, tokens: TokenDesk? = nil
  ) {
    self.authenticator = authenticator
    self.gate = gate
    self.clock = clock
    self.language = language
    self.metrics = metrics
    budget = RequestBudget(limiter: limiter, clock: clock)
    self.proxy = proxy
    self.tokens = tokens
    screens = RequestScreens()
    recognition = SessionRecognition(
      authenticator: authenticator, budget: budget, recognised: RecognisedTokens(), screens: screens)
  }

  /// Adds the protocol's routes to a router.
  ///
  /// To be called before any other route is added: the layer that turns errors into problems covers what
  /// comes after it.
  ///
  /// - Returns: where routes are added that only those with a session reach.
  @discardableResult
  public func addRoutes<Context: ConversationContext>(
    to router: Router<Context>
  ) -> RouterGroup<Context> {
    router.add(middleware: conversation(trusting: proxy, forwarding: nil))
    let strangers = router.group().add(middleware: LimitMiddleware(budget: budget))
    let members = router.group().add(middleware: self.middleware(isUse: true))
    let watchers = router.group().add(middleware: self.middleware(isUse: false))
    addDescription(to: strangers)
    addLogin(to: strangers)
    addHandshakeLogin(to: strangers)
    addTokenKeys(to: strangers)
    addCurrentSession(to: members)
    addReviews(to: members)
    addStepUp(to: members)
    addTokens(to: members)
    addPresence(to: watchers)
    return members
  }

  /// Adds a route for those without a session, under the same limit as a login.
  ///
  /// - Parameter act: what its requests do; a route that takes a password says so.
  public func strangers<Context: ConversationContext>(
    of router: Router<Context>, for act: ScreenedAct = .request
  ) -> RouterGroup<Context> {
    router.group().add(middleware: LimitMiddleware(budget: budget))
      .add(middleware: ScreenMiddleware(screens: screens, act: act))
  }

  /// Puts up a screen before all routes, also those of the back channel.
  public func add(screen: any RequestScreen) { screens.add(screen) }

  private func middleware<Context: ConversationContext>(isUse: Bool) -> SessionMiddleware<Context> {
    SessionMiddleware(recognition: recognition, isUse: isUse)
  }

  /// The layer that covers every route.
  func conversation<Context: ConversationContext>(
    trusting proxy: TrustedProxy?, forwarding path: String?
  ) -> ConversationMiddleware<Context> {
    ConversationMiddleware(
      authenticator: authenticator, fallbackLanguage: language, metrics: metrics,
      clients: ClientRecognition(authenticator: authenticator, proxy: proxy), screens: screens,
      clock: clock, refusals: refusals, forwardingPath: path)
  }
}
