internal import CPSDiagnostics
internal import CPSPrimitives

/// One connection to the agent, which answers one request at a time.
actor AgentConnection {
  /// The agent answered something else than was asked for.
  static let surprise = CPSError(.agentUnavailable, reason: "unexpected reply")
  /// Longer than any deadline of the agent towards a service, in seconds.
  private static let patience = 60

  private let socket: LocalSocket
  private let language: Language

  init(_ socket: LocalSocket, language: Language) {
    self.socket = socket
    self.language = language
    socket.limitWaiting(to: Self.patience)
  }

  /// The agent's reply.
  ///
  /// - Throws: what the agent reports; ``Diagnostic/agentUnavailable`` when it went away.
  func ask(_ request: AgentRequest) async throws(CPSError) -> AgentReply {
    let bytes = try AgentEnvelope(request, in: language).encoded()
    let socket = socket
    let answer = try await BlockingWork.run { () throws(CPSError) in
      try socket.send(bytes)
      return try socket.receive()
    }
    guard let answer else { throw CPSError(.agentUnavailable, reason: "the agent went away") }
    let reply = try AgentEnvelope<AgentReply>(reading: answer).body
    if case .failure(let failure) = reply { throw failure.error }
    return reply
  }

  /// Whether somebody answers at the other end.
  func isAlive() async -> Bool {
    do throws(CPSError) {
      _ = try await ask(.alive)
      return true
    } catch {
      return false
    }
  }
}
