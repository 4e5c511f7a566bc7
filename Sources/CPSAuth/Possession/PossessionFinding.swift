internal import CPSDiagnostics

/// What a request shows about what its session is bound to.
enum PossessionFinding {
  /// The request comes from where the session was opened.
  case held
  /// The request does not show it; the error says so without saying that the session exists.
  case unshown(CPSError)
  /// The token is in other hands than those it was given to.
  case foreign
}
