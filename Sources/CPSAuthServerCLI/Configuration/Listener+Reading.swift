import CPSConfiguration
import CPSDiagnostics
import CPSProof

extension Listener {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let address = reader.optional("address")
    let socket = reader.optional("socket")
    let certificate = reader.optional("certificate")
    let key = reader.optional("key")
    let clients = reader.optional("clients")
    if let socket {
      guard address == nil, certificate == nil, key == nil, clients == nil else {
        throw socket.refusal("a socket stands alone, without address, certificate, key and clients")
      }
      self = .socket(path: paths.resolve(try socket.string()))
      return
    }
    let value = try reader.required("address")
    let (host, port) = try Self.hostAndPort(value)
    switch (certificate, key) {
    case (nil, nil):
      guard Self.isLoopback(host) else {
        throw value.refusal("plain HTTP is for 127.0.0.0/8 and [::1] only: add certificate and key")
      }
      if let clients { throw clients.refusal("only a server that ends TLS asks for certificates") }
      self = .loopback(host: host, port: port)
    case (let certificate?, let key?):
      self = .tls(
        host: host, port: port, certificate: paths.resolve(try certificate.string()),
        key: paths.resolve(try key.string()),
        clients: try clients?.section { section throws(CPSError) in try ClientCertificates(&section) })
    case (let lonely?, nil), (nil, let lonely?):
      throw lonely.refusal("certificate and key belong together")
    }
  }

  /// Reads `127.0.0.1:8443` or `[::1]:8443`; port 0 lets the system choose.
  private static func hostAndPort(_ value: ConfigurationValue) throws(CPSError) -> (String, Int) {
    let text = try value.string()
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw value.refusal("an address and a port are expected, such as 127.0.0.1:8443")
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { throw value.refusal("an address is expected before the port") }
    return (String(host), Int(port))
  }

  private static func isLoopback(_ host: String) -> Bool {
    let bracketed = host.contains(":") ? "[\(host)]" : host
    // The audience admits http on loopback literals alone, by the same rule.
    return (try? Audience("http://\(bracketed):1")) != nil
  }
}
