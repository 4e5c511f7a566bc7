internal import CPSDiagnostics

/// A session that is over here and could not be ended at the service yet.
///
/// Kept for that one purpose: nothing else can be asked with it. It is gone when the service knows, when the
/// session's own time is over, and with the agent.
struct Farewell: Sendable {
  /// What says that the service knows, or will never listen.
  private static let settled: Set<Diagnostic> = [
    .sessionMissing, .sessionEnded, .sessionKeyMismatch, .presenceLapsed,
  ]

  private let client: ServiceClient
  private let token: HeldToken
  /// When the session ends by itself at the latest.
  let end: ContinuousClock.Instant

  init(_ session: HeldSession) {
    client = session.client
    token = session.token
    end = session.end
  }

  /// Ends the session at the service; false when it could not be told.
  func say() async -> Bool {
    do throws(CPSError) {
      try await client.end(token)
      return true
    } catch {
      return Self.settled.contains(error.diagnostic)
    }
  }
}
