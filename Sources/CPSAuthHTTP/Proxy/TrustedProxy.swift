public import CPSDiagnostics
public import CPSPrimitives
internal import HTTPTypes
internal import OpenSSLKit

/// The proxy that ends TLS before this service, and how a request shows that it comes from it.
///
/// What such a proxy says of the client's certificate and address is believed; the same header fields from anybody
/// else are as if they were not there (attack case HN-20).
public struct TrustedProxy: Sendable {
  private enum Proof: Sendable {
    case socket
    case secret(digest: [UInt8])
  }

  /// The shortest secret, in bytes: 16 random ones in base64url have 22.
  public static let minimumSecretLength = 22

  /// Whoever reaches the service's Unix socket: the rights on the socket's folder say who that may be.
  public static let socket = TrustedProxy(proof: .socket)

  private let proof: Proof

  private init(proof: Proof) { self.proof = proof }

  /// Whoever sends a secret with every request, over a connection that nobody else can listen to.
  ///
  /// - Parameter secret: printable ASCII of 22 characters or more, such as `openssl rand -hex 32` writes; a line feed
  ///   at its end is left out.
  /// - Throws: ``Diagnostic/configurationInvalid`` for another form.
  public init(secret: borrowing SecretBytes) throws(CPSError) {
    var line = try secret.withBytes { bytes in bytes.withUnsafeBufferPointer { Array($0) } }
    defer { SecretBytes.wipe(&line) }
    if line.last == 0x0A { line.removeLast() }
    guard line.count >= Self.minimumSecretLength, line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw CPSError(
        .configurationInvalid,
        [
          "place": "secret of the proxy",
          "detail": "printable, \(Self.minimumSecretLength) characters or more",
        ])
    }
    proof = .secret(digest: try Digest.sha256(line))
  }

  /// Whether a request comes from the proxy.
  ///
  /// Digests are compared, in constant time, so that neither content nor length of the secret shows.
  func sent(_ fields: HTTPFields, over peer: ConnectionPeer) throws(CPSError) -> Bool {
    switch proof {
    case .socket: return peer.isLocalSocket
    case .secret(let expected):
      let values = fields[values: .proxySecret]
      guard values.count == 1, let value = values.first else { return false }
      return MessageAuthentication.areEqual(try Digest.sha256(Array(value.utf8)), expected)
    }
  }
}
