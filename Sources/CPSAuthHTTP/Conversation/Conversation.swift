public import CPSAuth
public import CPSDiagnostics
public import CPSTrust
public import Hummingbird

/// What is known about the request at hand: who sends it, in which language they are answered, and the
/// session, once it was recognised.
///
/// Never a permit: a context can be copied, a permit cannot (DESIGN.md, "The way of the data", 7).
public struct Conversation: Sendable {
  let peer: ConnectionPeer
  /// The name of the client's network, for limits alone: that of the connection, or what a trusted proxy says.
  public internal(set) var source: String
  /// The client's address: that of the connection, or what a trusted proxy says; nil over a Unix socket, and where the
  /// proxy says none.
  public internal(set) var address: IPAddress?
  /// The client's network, for quotas: that of the connection, or what a trusted proxy says.
  public internal(set) var network: NetworkName?
  /// The client's certificate, where a handshake ended here or a trusted proxy reports one.
  public internal(set) var presentation: TLSClientPresentation?
  /// The language of the answer.
  public internal(set) var language = Language.english
  /// The session, if the route asks for one.
  public internal(set) var session: LiveSession?

  /// The beginning of a conversation over a connection.
  public init(over connection: ApplicationRequestContextSource) {
    self.init(ConnectionPeer(of: connection.channel))
  }

  /// The beginning of a conversation with a peer of which only a name is known.
  public init(source: String) { self.init(ConnectionPeer(named: source)) }

  private init(_ peer: ConnectionPeer) {
    self.peer = peer
    source = peer.source
    network = peer.network
    address = peer.address
  }
}
