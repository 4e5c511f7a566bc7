public import CPSTrust

/// What a front knows of where a request comes from: what it shows that it may use a session.
///
/// The two ways of showing it stand side by side, since a connection with a client certificate also carries the
/// requests of workstations with a key of their own; which of them counts is the session's to say.
public struct RequestOrigin: Sendable {
  /// The request, with its proofs of possession.
  public let possession: DPoPRequest
  /// The client certificate of the connection, if there is one that somebody vouches for.
  public let presentation: TLSClientPresentation?
  /// The network of whoever sent the request, as the front or the proxy before it saw it; nil where nobody knows.
  public let network: NetworkName?

  /// An origin from its parts.
  public init(
    _ possession: DPoPRequest, presentation: TLSClientPresentation? = nil, network: NetworkName? = nil
  ) {
    self.possession = possession
    self.presentation = presentation
    self.network = network
  }
}
