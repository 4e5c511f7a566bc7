internal import CPSDiagnostics
internal import CPSProof

/// What the agent answers.
enum AgentReply: Sendable, Codable {
  /// Here.
  case alive
  /// The key that the challenge will be issued to.
  case prepared(WorkstationKey)
  /// The challenge.
  case challenge(Challenge)
  /// The session that is held.
  case session(SessionReport)
  /// What the function answered.
  case answer(FunctionAnswer)
  /// The session is gone here; whether there was one, and whether the service could be told.
  case ended(LogoutReport)
  /// Why not.
  case failure(AgentFailure)
}

/// An error on its way through the socket.
struct AgentFailure: Sendable, Codable {
  private let code: String
  private let values: [String: String]
  private let reason: String?

  init(_ error: CPSError) {
    code = error.diagnostic.code
    values = error.values
    reason = error.reason
  }

  /// The error again, in the process that will show it.
  var error: CPSError {
    guard let row = DiagnosticCatalogue.row(code: code) else {
      return CPSError(.agentUnavailable, reason: "unknown code \(code)")
    }
    return CPSError(row, values, reason: reason)
  }
}
