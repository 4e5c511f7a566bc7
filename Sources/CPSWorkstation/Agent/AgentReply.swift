internal import CPSDiagnostics
internal import CPSProof

/// What the agent answers.
enum AgentReply: Sendable, Codable {
  /// Here.
  case alive
  /// The key that the challenge will be issued to.
  case prepared(WorkstationKey)
  /// With which key and card a function is confirmed.
  case stepUp(StepUpTerms)
  /// The challenge.
  case challenge(Challenge)
  /// The session that is held.
  case session(SessionReport)
  /// What the function answered.
  case answer(FunctionAnswer)
  /// The service has noted the agreement.
  case agreed
  /// The session is gone here; whether there was one, and whether the service could be told.
  case ended(LogoutReport)
  /// Why not.
  case failure(AgentFailure)

  /// Whether this answers a logout.
  var isLogout: Bool {
    if case .ended = self { true } else { false }
  }
}
