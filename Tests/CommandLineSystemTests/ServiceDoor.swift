import TestSupport

/// Where TLS ends before a service, if it does, as its configuration says it.
enum ServiceDoor {
  /// Nowhere: the service answers in clear, on the loopback.
  case clear
  /// In the service, which asks for the certificates of cards.
  case tls(TLSCertificateFiles)
  /// In a proxy that listens there and sends the secret in this file.
  case proxy(origin: String, secret: String)

  /// The origin of a service that listens at `place`.
  func address(at place: String) -> String {
    switch self {
    case .clear: "http://\(place)"
    case .tls: "https://\(place)"
    case .proxy(let origin, _): origin
    }
  }

  /// The sections of its configuration.
  func sections(at place: String) -> String {
    switch self {
    case .clear: "listen: {address: \"\(place)\"}"
    case .tls(let files):
      """
      listen:
        address: "\(place)"
        certificate: \(files.certificate)
        key: \(files.key)
        clients: {certificates: optional}
      """
    case .proxy(_, let secret):
      """
      listen: {address: "\(place)"}
      proxy: {secret: \(secret), certificates: true}
      """
    }
  }
}
