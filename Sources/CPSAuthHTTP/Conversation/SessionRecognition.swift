internal import CPSAuth
internal import CPSDiagnostics
internal import Hummingbird

/// Recognises the session of a request, and bounds those who make tokens up.
///
/// Whoever shows a token that was not recognised here lately spends of the budget of those without a session, unless
/// it is recognised now: making tokens up is limited as logging in is, and shuts out nobody behind the same address
/// who has a session (attack case HN-25).
struct SessionRecognition: Sendable {
  let authenticator: Authenticator
  let budget: RequestBudget
  let recognised: RecognisedTokens
  let screens: RequestScreens

  /// The session whose token a request carries.
  ///
  /// - Parameters:
  ///   - origin: what the request shows that it may use the session.
  ///   - isUse: whether the request comes of something that a person does.
  /// - Throws: ``Diagnostic/tooManyRequests``, and the errors of ``Authenticator/session(for:request:isUse:)``.
  func session(
    of request: Request, in conversation: Conversation, from origin: RequestOrigin, isUse: Bool
  ) async throws(CPSError) -> LiveSession {
    let source = conversation.source
    let token: SessionToken?
    let hash: [UInt8]?
    do throws(CPSError) {
      token = try request.sessionToken(in: conversation)
      hash = try token?.hash()
    } catch {
      try budget.spend(by: source)
      throw error
    }
    let isKnown = hash.map(recognised.contains) ?? false
    if !isKnown { try budget.require(of: source) }
    do throws(CPSError) {
      let session = try await authenticator.session(for: token, request: origin, isUse: isUse)
      if let hash { recognised.insert(hash) }
      if case .account = session { try screens.admit(.passwordUse, in: conversation) }
      return session
    } catch {
      if isKnown {
        // Its holder is asked for a fresher nonce every few minutes; anything else is no session any more.
        if error != CPSError(.dpopNonceRequired), let hash { recognised.remove(hash) }
      } else {
        try budget.spend(by: source)
      }
      throw error
    }
  }
}
