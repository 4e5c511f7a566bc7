internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

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
  /// How long a session that is over is remembered, and its end tried again at the service.
  private static let remembrance: Duration = .seconds(60)
  /// How long a service may take to hear of the end when the agent itself ends.
  private static let lastPatience: Duration = .seconds(5)

  let station: AgentStation
  private var preparations: [Int: Preparation] = [:]
  /// The sessions that connections have begun to confirm something in, by their keys.
  var confirming: [Int: HeldKey] = [:]
  /// The exchange of a token that is under way at the service.
  var exchange: Task<Void, Never>?
  var session: HeldSession?
  /// Watches the card of the session.
  var watching: Task<Void, Never>?
  /// The connection that opened the session, and the one that holds its card.
  var opener: Int?
  var holder: Int?
  /// Why the last session was ended, if not by its person's wish.
  var ending: CPSError?
  private var endedAt: ContinuousClock.Instant?
  private var farewells: [Farewell] = []

  init(
    station: AgentStation, clock: any WallClock, random: any RandomSource,
    makeTransport: @escaping @Sendable (ServiceTarget) throws(CPSError) -> any ServiceTransport
  ) {
    self.makeTransport = makeTransport
    self.clock = clock
    self.random = random
    self.station = station
  }

  /// Until when the agent is needed by its session, or by the memory of one; nil when it is not.
  var neededUntil: ContinuousClock.Instant? {
    forgetIfOver()
    if let session { return session.deadline }
    guard ending != nil || !farewells.isEmpty, let endedAt else { return nil }
    let end = endedAt + Self.remembrance
    return now() < end ? end : nil
  }

  /// Whether a service has still to be told of an end.
  var owesFarewell: Bool { !farewells.isEmpty }

  /// Answers one request of one connection.
  func reply(to request: AgentRequest, in language: Language, from connection: Int) async -> AgentReply {
    do throws(CPSError) {
      switch request {
      case .alive: return .alive
      case .prepare(let target):
        return .prepared(try await prepare(target, in: language, for: connection))
      case .challenge: return .challenge(try await preparation(of: connection).client.challenge(for: .login))
      case .open(let proof, let order): return .session(try await open(proof, order, from: connection))
      case .presenceChallenge: return .challenge(try await presenceChallenge(for: connection))
      case .present(let proof): return .session(try await present(proof, from: connection))
      case .requireOpen:
        try requireOpen(by: connection)
        return .alive
      case .stepUp(let server): return .stepUp(try beginStepUp(of: server, from: connection))
      case .stepUpChallenge(let function):
        return .challenge(try await stepUpChallenge(for: function, from: connection))
      case .confirm(let function, let subject, let proof):
        return .session(
          try await confirm(function, about: subject, with: proof, from: connection, in: language))
      case .status: return .session(try await report(in: language))
      case .call(let function, let subject, let declaration, let server):
        return .answer(try await call(function, about: subject, declaration, of: server, in: language))
      case .approve(let function, let subject, let beneficiary, let server):
        try await approve(function, about: subject, of: beneficiary, at: server, in: language)
        return .agreed
      case .logout(let isLocked):
        let report = await endSession()
        if isLocked, report.wasLoggedIn { ending = CPSError(.screenLocked) }
        return .ended(report)
      }
    } catch {
      return .failure(AgentFailure(error))
    }
  }

  /// Forgets what a connection prepared, once it is closed, and ends the session whose card it held.
  func forget(_ connection: Int) async {
    preparations[connection] = nil
    confirming[connection] = nil
    if holder == connection, let session { await end(session.key, because: CPSError(.cardLeft)) }
  }

  /// Ends the session at its service, which has a little time to hear of it, and forgets everything.
  func leave() async {
    let isTold = Bell()
    let telling = Task {
      await endSession()
      await sayFarewells()
      isTold.ring()
    }
    await isTold.wait(until: .now + Self.lastPatience)
    telling.cancel()
    preparations = [:]
    session = nil
    farewells = []
  }

  /// Tells the services that could not be told before.
  func sayFarewells() async {
    let moment = now()
    farewells.removeAll { $0.end <= moment }
    let open = farewells
    farewells = []
    for farewell in open where !(await farewell.say()) { farewells.append(farewell) }
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

  private func open(
    _ proof: Proof, _ order: StayOrder?, from connection: Int
  ) async throws(CPSError) -> SessionReport {
    let preparation = try preparation(of: connection)
    guard proof.workstationKey == preparation.key.workstationKey else {
      throw CPSError(.challengeForAnotherKey, reason: "the proof names a key that was not prepared")
    }
    let (token, details) = try await preparation.client.open(proof)
    await endSession()
    let held = HeldSession(
      preparation.target, client: preparation.client, key: preparation.key, token: token,
      certificateSHA256: try Digest.sha256(proof.unverifiedCertificate), details: details, since: now())
    session = held
    preparations[connection] = nil
    opener = connection
    if let order { try await stay(order) }
    return SessionReport(of: held.target, session?.details ?? details)
  }

  private func report(in language: Language) async throws(CPSError) -> SessionReport {
    let held = try current()
    let details = try await using(held, in: language) { (client, token) throws(CPSError) in
      try await client.details(of: token)
    }
    return SessionReport(of: held.target, details)
  }

  private func call(
    _ function: FunctionName, about subject: String?, _ declaration: CallDeclaration, of server: String?,
    in language: Language
  ) async throws(CPSError) -> FunctionAnswer {
    let held = try current(of: server)
    session?.touch(at: now())
    return try await using(held, in: language) { (client, token) throws(CPSError) in
      try await client.call(function, about: subject, declaring: declaration, with: token)
    }
  }

  private func approve(
    _ function: FunctionName, about subject: String, of beneficiary: AgreementBeneficiary,
    at server: String?, in language: Language
  ) async throws(CPSError) {
    let held = try current(of: server)
    session?.touch(at: now())
    try await using(held, in: language) { (client, token) throws(CPSError) in
      try await client.approve(function, about: subject, of: beneficiary, with: token)
    }
  }

  /// Uses a session, and forgets it when the service says that it is no more.
  ///
  /// A request that a step-up overtook is sent again with the new token: the service refused the old one before it
  /// did anything.
  func using<Result: Sendable>(
    _ held: HeldSession, in language: Language?,
    _ body: (ServiceClient, HeldToken) async throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    if let language { await held.client.speak(language) }
    do throws(CPSError) {
      return try await body(held.client, held.token)
    } catch {
      if error.diagnostic == .sessionReplaced { await exchange?.value }
      guard Diagnostic.sessionEnds.contains(error.diagnostic), let present = session, present.key === held.key
      else { throw error }
      guard present.token === held.token else { return try await using(present, in: nil, body) }
      drop()
      throw error
    }
  }

  /// Ends the session here at once, and then at the service.
  @discardableResult
  func endSession() async -> LogoutReport {
    forgetIfOver()
    guard let held = session else { return LogoutReport(wasLoggedIn: false, serviceInformed: false) }
    drop()
    let farewell = Farewell(held)
    let isTold = await farewell.say()
    if !isTold { farewells.append(farewell) }
    return LogoutReport(wasLoggedIn: true, serviceInformed: isTold)
  }

  /// Forgets the session.
  func drop() {
    session = nil
    ending = nil
    endedAt = now()
    watching?.cancel()
    watching = nil
    opener = nil
    holder = nil
  }

  func current() throws(CPSError) -> HeldSession {
    forgetIfOver()
    guard let session else { throw ending ?? CPSError(.notLoggedIn) }
    return session
  }

  /// The session that is held, if it is with this service; with whichever when none is named.
  func current(of server: String?) throws(CPSError) -> HeldSession {
    let held = try current()
    guard server == nil || server == held.target.audience.text else {
      throw CPSError(.sessionOfAnotherService, ["server": held.target.audience.text])
    }
    return held
  }

  private func forgetIfOver() {
    if let session, session.isOver(at: now()) { drop() }
  }

  func now() -> ContinuousClock.Instant { station.time.now() }
}
