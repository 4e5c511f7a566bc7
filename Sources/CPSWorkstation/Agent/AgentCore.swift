internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// What the agent knows and does, without the socket.
///
/// A login is prepared per connection, so that two commands cannot disturb each other; one session is held
/// for the user, and a new one takes its place.
actor AgentCore {
  private struct Preparation {
    let target: ServiceTarget
    let key: HeldKey
    let client: ServiceClient
  }

  private let makeTransport: @Sendable (ServiceTarget) throws(CPSError) -> any ServiceTransport
  private let clock: any WallClock
  private let random: any RandomSource
  private let now: @Sendable () -> ContinuousClock.Instant
  private var preparations: [Int: Preparation] = [:]
  private var session: HeldSession?

  init(
    clock: any WallClock, random: any RandomSource,
    now: @escaping @Sendable () -> ContinuousClock.Instant,
    makeTransport: @escaping @Sendable (ServiceTarget) throws(CPSError) -> any ServiceTransport
  ) {
    self.makeTransport = makeTransport
    self.clock = clock
    self.random = random
    self.now = now
  }

  /// When the session must be forgotten; nil without one.
  var sessionDeadline: ContinuousClock.Instant? {
    forgetIfOver()
    return session?.deadline
  }

  /// Answers one request of one connection.
  func reply(to request: AgentRequest, in language: Language, from connection: Int) async -> AgentReply {
    do throws(CPSError) {
      switch request {
      case .alive: return .alive
      case .prepare(let target):
        return .prepared(try await prepare(target, in: language, for: connection))
      case .challenge: return .challenge(try await preparation(of: connection).client.challenge())
      case .open(let proof): return .session(try await open(proof, from: connection))
      case .status: return .session(try await report(in: language))
      case .call(let function, let subject, let server):
        return .answer(try await call(function, about: subject, of: server, in: language))
      case .logout: return .ended(await endSession())
      }
    } catch {
      return .failure(AgentFailure(error))
    }
  }

  /// Forgets what a connection prepared, once it is closed.
  func forget(_ connection: Int) { preparations[connection] = nil }

  /// Forgets everything.
  func wipe() {
    preparations = [:]
    session = nil
  }

  private func prepare(
    _ target: ServiceTarget, in language: Language, for connection: Int
  ) async throws(CPSError) -> WorkstationKey {
    let key = try HeldKey()
    let client = ServiceClient(
      audience: target.audience, key: key, transport: try makeTransport(target), clock: clock,
      random: random, language: language)
    try target.require(try await client.describe())
    preparations[connection] = Preparation(target: target, key: key, client: client)
    return key.workstationKey
  }

  private func preparation(of connection: Int) throws(CPSError) -> Preparation {
    guard let preparation = preparations[connection] else {
      throw CPSError(.agentUnavailable, reason: "nothing was prepared on this connection")
    }
    return preparation
  }

  private func open(_ proof: Proof, from connection: Int) async throws(CPSError) -> SessionReport {
    let preparation = try preparation(of: connection)
    guard proof.workstationKey == preparation.key.workstationKey else {
      throw CPSError(.challengeForAnotherKey, reason: "the proof names a key that was not prepared")
    }
    let (token, details) = try await preparation.client.open(proof)
    await endSession()
    session = HeldSession(
      preparation.target, client: preparation.client, token: token, details: details, since: now())
    forget(connection)
    return SessionReport(of: preparation.target, details)
  }

  private func report(in language: Language) async throws(CPSError) -> SessionReport {
    let held = try current()
    let details = try await using(held, in: language) { (client, token) throws(CPSError) in
      try await client.details(of: token)
    }
    return SessionReport(of: held.target, details)
  }

  private func call(
    _ function: FunctionName, about subject: String?, of server: String?, in language: Language
  ) async throws(CPSError) -> FunctionAnswer {
    let held = try current()
    guard server == nil || server == held.target.audience.text else {
      throw CPSError(.sessionOfAnotherService, ["server": held.target.audience.text])
    }
    session?.touch(at: now())
    return try await using(held, in: language) { (client, token) throws(CPSError) in
      try await client.call(function, about: subject, with: token)
    }
  }

  /// Uses a session, and forgets it when the service says that it is no more.
  private func using<Result: Sendable>(
    _ held: HeldSession, in language: Language,
    _ body: (ServiceClient, HeldToken) async throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    await held.client.speak(language)
    do throws(CPSError) {
      return try await body(held.client, held.token)
    } catch {
      if [.sessionMissing, .sessionEnded].contains(error.diagnostic), session?.token === held.token {
        session = nil
      }
      throw error
    }
  }

  @discardableResult
  private func endSession() async -> LogoutReport {
    forgetIfOver()
    guard let held = session else { return LogoutReport(wasLoggedIn: false, serviceInformed: false) }
    session = nil
    do throws(CPSError) {
      try await held.client.end(held.token)
      return LogoutReport(wasLoggedIn: true, serviceInformed: true)
    } catch {
      return LogoutReport(wasLoggedIn: true, serviceInformed: false)
    }
  }

  private func current() throws(CPSError) -> HeldSession {
    forgetIfOver()
    guard let session else { throw CPSError(.notLoggedIn) }
    return session
  }

  private func forgetIfOver() {
    if let session, session.isOver(at: now()) { self.session = nil }
  }
}
