public import CPSAuth
public import CPSDiagnostics
public import CPSTrust

/// What is known about the request at hand: who sends it, in which language they are answered, and the
/// session, once it was recognised.
///
/// Never a permit: a context can be copied, a permit cannot (DESIGN.md, "The way of the data", 7).
public struct Conversation: Sendable {
  /// The name of the peer, for the limit of requests alone.
  public let source: String
  /// The client certificate of the connection, where the front looks for one and somebody vouches for it.
  public internal(set) var presentation: TLSClientPresentation?
  /// The language of the answer.
  public internal(set) var language = Language.english
  /// The session, if the route asks for one.
  public internal(set) var session: LiveSession?

  /// The beginning of a conversation with a peer.
  public init(source: String) { self.source = source }
}
