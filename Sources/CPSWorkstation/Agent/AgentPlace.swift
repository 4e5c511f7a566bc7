internal import CPSDiagnostics

/// Where the agent of a user is found: `$XDG_RUNTIME_DIR/cpsauth` (XDG Base Directory Specification).
enum AgentPlace {
  static let socketName = "agent.socket"
  static let lockName = "agent.lock"

  /// The directory, made when it is not there.
  ///
  /// - Throws: ``Diagnostic/agentUnavailable`` without a runtime directory, ``Diagnostic/agentForeign`` when
  ///   it is not this user's alone.
  static func directory(in runtimeDirectory: String?) throws(CPSError) -> PrivateDirectory {
    guard let runtimeDirectory, !runtimeDirectory.isEmpty else {
      throw CPSError(.agentUnavailable, reason: "XDG_RUNTIME_DIR is not set")
    }
    return try PrivateDirectory(
      "cpsauth", in: runtimeDirectory, isParentPrivate: true, missing: .agentUnavailable,
      foreign: .agentForeign)
  }
}
