internal import CPSDiagnostics

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
