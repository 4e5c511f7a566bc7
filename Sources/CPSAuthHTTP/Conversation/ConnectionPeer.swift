internal import CPSAuth
internal import CPSDiagnostics
internal import CPSTrust
internal import NIOCore

/// Who is at the other end of a connection, as the system says it.
struct ConnectionPeer: Sendable {
  /// The name of its network, for limits alone.
  let source: String
  /// Its network, for quotas; nil over a Unix socket.
  let network: NetworkName?
  /// Its address; nil over a Unix socket.
  let address: IPAddress?
  /// Whether it came over a Unix socket.
  let isLocalSocket: Bool
  private let channel: (any Channel)?

  /// A peer of which only the name is known.
  init(named source: String) {
    self.source = source
    network = NetworkName(ofAddress: source)
    address = IPAddress(source)
    isLocalSocket = false
    channel = nil
  }

  /// The peer of a connection.
  init(of channel: any Channel) {
    address = channel.remoteAddress?.ipAddress.flatMap(IPAddress.init)
    source = RequestSource.name(of: address)
    network = address.map(NetworkName.init(of:))
    // The end of a peer has no name of its own; the service's end is the socket that was configured.
    isLocalSocket = channel.localAddress?.protocol == .unix
    self.channel = channel
  }

  /// What it showed in a TLS handshake that ended here.
  func presentation() async throws(CPSError) -> TLSClientPresentation? {
    guard let channel else { return nil }
    return try await HandshakeWitness.presentation(of: channel)
  }
}
