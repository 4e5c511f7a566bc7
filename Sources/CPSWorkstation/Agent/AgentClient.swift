public import CPSDiagnostics
public import CPSProof

/// A command's view of the agent of this user.
public struct AgentClient: Sendable {
  private static let attempts = 20
  private static let pause = Duration.milliseconds(50)

  private let runtimeDirectory: String?
  private let language: Language
  private let launcher: (any AgentLaunching)?

  /// A view of the agent, whether it runs or not.
  ///
  /// - Parameters:
  ///   - runtimeDirectory: the value of `XDG_RUNTIME_DIR`.
  ///   - language: the language in which the service is to answer.
  ///   - launcher: starts an agent where a login needs one.
  public init(runtimeDirectory: String?, language: Language, launcher: (any AgentLaunching)?) {
    self.runtimeDirectory = runtimeDirectory
    self.language = language
    self.launcher = launcher
  }

  /// The session that is held, as the service knows it.
  ///
  /// - Throws: ``Diagnostic/notLoggedIn``, ``Diagnostic/sessionEnded``, ``Diagnostic/agentForeign``, and what
  ///   the service answers.
  public func status() async throws(CPSError) -> SessionReport {
    guard case .session(let report) = try await askOnce(.status) else { throw AgentConnection.surprise }
    return report
  }

  /// Has the service run a gated function as the person who is logged in.
  ///
  /// - Parameters:
  ///   - function: the function.
  ///   - subject: the person it is about, if any.
  ///   - declaration: what the person declares, where the policy asks for it.
  ///   - audience: the service that is meant; nil for whichever the session is with.
  /// - Throws: ``Diagnostic/notLoggedIn``, ``Diagnostic/sessionOfAnotherService``, and what the service
  ///   answers.
  public func call(
    _ function: FunctionName, about subject: String?, declaring declaration: CallDeclaration = .none,
    of audience: Audience?
  ) async throws(CPSError) -> FunctionAnswer {
    let request = AgentRequest.call(
      function: function, subject: subject, declaration: declaration, server: audience?.text)
    guard case .answer(let answer) = try await askOnce(request) else { throw AgentConnection.surprise }
    return answer
  }

  /// Agrees, as a second person, to one call of somebody else about one person.
  ///
  /// - Parameters:
  ///   - function: the function that they will call.
  ///   - subject: the person whom that call is about.
  ///   - beneficiary: who will call.
  ///   - audience: the service that is meant; nil for whichever the session is with.
  /// - Throws: ``Diagnostic/notLoggedIn``, ``Diagnostic/sessionOfAnotherService``, and what the service
  ///   answers.
  public func approve(
    _ function: FunctionName, about subject: String, of beneficiary: AgreementBeneficiary,
    at audience: Audience?
  ) async throws(CPSError) {
    let request = AgentRequest.approve(
      function: function, subject: subject, beneficiary: beneficiary, server: audience?.text)
    guard case .agreed = try await askOnce(request) else { throw AgentConnection.surprise }
  }

  /// Begins to confirm a function in the session that is held.
  ///
  /// - Parameters:
  ///   - function: the function.
  ///   - subject: the person whom it is about; nil to confirm it for anybody.
  ///   - audience: the service that is meant; nil for whichever the session is with.
  /// - Throws: ``Diagnostic/notLoggedIn``, ``Diagnostic/sessionOfAnotherService``.
  public func stepUp(
    _ function: FunctionName, about subject: String?, of audience: Audience?
  ) async throws(CPSError) -> AgentStepUp {
    guard let connection = try await connectAlive() else { throw CPSError(.notLoggedIn) }
    guard case .stepUp(let terms) = try await connection.ask(.stepUp(server: audience?.text)) else {
      throw AgentConnection.surprise
    }
    return AgentStepUp(connection, terms, function, about: subject)
  }

  /// Ends the session, if there is one.
  ///
  /// - Parameter isLocked: whether the screen is being locked, which is remembered as the reason.
  public func logout(isLocked: Bool = false) async throws(CPSError) -> LogoutReport {
    guard let connection = try await connectAlive() else {
      return LogoutReport(wasLoggedIn: false, serviceInformed: false)
    }
    guard case .ended(let report) = try await connection.ask(.logout(isLocked: isLocked)) else {
      throw AgentConnection.surprise
    }
    return report
  }

  /// A connection for one login; starts the agent when it does not run.
  ///
  /// - Throws: ``Diagnostic/agentUnavailable``, ``Diagnostic/agentForeign``.
  public func login() async throws(CPSError) -> AgentLogin {
    for _ in 0..<Self.attempts {
      if let connection = try connect(), await connection.isAlive() { return AgentLogin(connection) }
      guard let launcher else { break }
      try await launcher.launch()
      if let connection = try connect(), await connection.isAlive() { return AgentLogin(connection) }
      // One that is about to end holds its place a moment longer.
      try? await Task.sleep(for: Self.pause)
    }
    throw CPSError(.agentUnavailable, reason: "the agent does not stay")
  }

  private func askOnce(_ request: AgentRequest) async throws(CPSError) -> AgentReply {
    guard let connection = try await connectAlive() else { throw CPSError(.notLoggedIn) }
    return try await connection.ask(request)
  }

  /// A connection to an agent that answers; nil where none is, or once one that was about to end is gone.
  private func connectAlive() async throws(CPSError) -> AgentConnection? {
    for _ in 0..<Self.attempts {
      guard let connection = try connect() else { return nil }
      if await connection.isAlive() { return connection }
      try? await Task.sleep(for: Self.pause)
    }
    throw CPSError(.agentUnavailable, reason: "the agent does not answer")
  }

  private func connect() throws(CPSError) -> AgentConnection? {
    let directory = try AgentPlace.directory(in: runtimeDirectory)
    return try LocalSocket.connect(to: AgentPlace.socketName, in: directory).map {
      AgentConnection($0, language: language)
    }
  }
}
