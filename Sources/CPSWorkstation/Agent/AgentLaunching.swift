public import CPSDiagnostics

/// Starts the agent of this user.
public protocol AgentLaunching: Sendable {
  /// Returns once an agent listens, this one or another.
  ///
  /// - Throws: ``Diagnostic/agentUnavailable``, ``Diagnostic/agentForeign``.
  func launch() async throws(CPSError)
}
