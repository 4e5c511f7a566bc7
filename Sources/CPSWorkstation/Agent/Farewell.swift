internal import CPSDiagnostics

/// A session that is over here and could not be ended at the service yet.
///
/// Kept for that one purpose: nothing else can be asked with it. It is gone when the service knows, when the
/// session's own time is over, and with the agent.
struct Farewell: Sendable {
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
      // What ended the session at the service, or says that it will never listen, settles it.
      return Diagnostic.sessionEnds.contains(error.diagnostic)
    }
  }
}
