import CPSAuthHTTP
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives

/// The proxy before a server that listens in clear, and how it shows that it is that proxy.
struct ProxySettings: Sendable, Hashable {
  /// The file of the secret that it sends with each request; nil on a Unix socket, where the rights on the socket's
  /// folder say who may connect.
  let secret: String?
  /// Whether client certificates that it reports open sessions.
  let reportsCertificates: Bool

  /// Reads `secret` and `certificates`, before a listener.
  init(
    _ reader: inout ConfigurationReader, before listener: Listener, _ paths: PathResolver
  ) throws(CPSError) {
    let certificates = reader.optional("certificates")
    let value: ConfigurationValue?
    switch listener {
    case .socket: value = reader.optional("secret")
    case .loopback, .tls: value = try reader.required("secret")
    }
    if listener.isTLS, let value {
      throw value.refusal("a proxy ends TLS: listen on a loopback address or a socket")
    }
    secret = try value.map { value throws(CPSError) in paths.resolve(try value.string()) }
    reportsCertificates = try certificates?.boolean() ?? false
  }

  /// The proxy, its secret read.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid``.
  func proxy(random: some RandomSource) throws(CPSError) -> TrustedProxy {
    guard let secret else { return .socket }
    return try TrustedProxy(secret: try SecretFile.read(at: secret, isCreated: false, random: random))
  }
}
