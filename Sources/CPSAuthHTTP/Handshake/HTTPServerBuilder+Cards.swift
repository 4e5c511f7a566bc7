public import HummingbirdCore
public import NIOSSL

extension HTTPServerBuilder {
  /// A server that ends TLS itself and asks its clients for the certificate of their card.
  ///
  /// Whatever a client shows is let through to the routes, which judge it exactly as a certificate in a proof: the
  /// opinion of the TLS stack counts for nothing, so that no other trust store or revocation rule decides. That the
  /// client holds the key is checked by the handshake.
  ///
  /// - Parameters:
  ///   - http: how HTTP is spoken inside.
  ///   - tls: certificate and key of the server. Its trust roots are the authorities that clients are told of, from
  ///     which a browser chooses the certificates that it offers. Where it demands a certificate, a client without
  ///     one is not let in at all.
  /// - Throws: an error of NIOSSL when certificate and key do not serve.
  public static func cards(
    over http: HTTP1Channel.Configuration, tls: TLSConfiguration
  ) throws -> HTTPServerBuilder {
    var tls = tls
    if tls.certificateVerification == .none { tls.certificateVerification = .optionalVerification }
    tls.sendCANameList = true
    // A CPS3 signs PKCS #1, a CPS4 PSS too; neither is asked for SHA-1 (igc-sante.md section 4, rule 21).
    tls.verifySignatureAlgorithms = [.rsaPkcs1Sha256, .rsaPssRsaeSha256]
    // Said now, and not at the start of the server, what does not serve.
    _ = try NIOSSLContext(configuration: tls)
    return HTTPServerBuilder { [tls] responder in
      CardTLSChannel(
        base: LoopBoundChannel(base: HTTP1Channel(responder: responder, configuration: http)), tls: tls)
    }
  }
}
