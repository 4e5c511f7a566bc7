public import CPSAuth
public import CPSDiagnostics
public import Hummingbird

/// A request context that carries a ``Conversation``; a service's own context conforms by holding one.
public protocol ConversationContext: RequestContext {
  /// What is known about the request at hand.
  var conversation: Conversation { get set }
}

extension ConversationContext {
  /// The session of the request, recognised for it alone.
  ///
  /// - Throws: ``Diagnostic/sessionMissing`` on a route that does not ask for a session.
  public func requireSession() throws(CPSError) -> LiveSession {
    guard let session = conversation.session else { throw CPSError(.sessionMissing) }
    return session
  }
}
