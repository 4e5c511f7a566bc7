/// Where the server listens.
///
/// Plain HTTP is for the machine itself: a loopback address or a Unix socket, behind a proxy that ends TLS or
/// for a demonstration.
enum Listener: Sendable, Hashable {
  /// In clear, on a loopback literal.
  case loopback(host: String, port: Int)
  /// Over TLS, with the PEM files of the certificate chain and its key; clients are asked for the certificates of
  /// their cards where `clients` says so.
  case tls(host: String, port: Int, certificate: String, key: String, clients: ClientCertificates?)
  /// In clear, on a Unix socket.
  case socket(path: String)

  /// Whether the server itself ends TLS.
  var isTLS: Bool {
    if case .tls = self { true } else { false }
  }

  /// How clients are asked for the certificates of their cards, if they are.
  var clients: ClientCertificates? {
    if case .tls(_, _, _, _, let clients) = self { clients } else { nil }
  }
}
