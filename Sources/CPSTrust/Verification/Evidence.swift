/// How a professional showed who they are.
public enum Evidence: String, Sendable, Hashable, Codable, CaseIterable {
  /// The card signed a transcript that names this service, this moment's nonce and what is being done.
  case proof
  /// The card signed a TLS handshake that ended here.
  ///
  /// It claims neither a PIN typed for this act, nor freshness, nor a step-up: middleware presents cached
  /// PINs again (DESIGN.md, "The way of the data", 5).
  case tls
  /// A proxy that this service trusts reports such a handshake.
  case tlsViaProxy = "tls-via-proxy"
}
