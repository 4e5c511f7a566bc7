/// Where the server listens.
///
/// Plain HTTP is for the machine itself: a loopback address or a Unix socket, behind a proxy that ends TLS or
/// for a demonstration.
enum Listener: Sendable, Hashable {
  /// In clear, on a loopback literal.
  case loopback(host: String, port: Int)
  /// Over TLS, with the PEM files of the certificate chain and its key.
  case tls(host: String, port: Int, certificate: String, key: String)
  /// In clear, on a Unix socket.
  case socket(path: String)

  /// Whether the server itself ends TLS.
  var isTLS: Bool {
    if case .tls = self { true } else { false }
  }
}
