internal import HTTPTypes

extension HTTPField.Name {
  /// The proof of possession (RFC 9449, clause 4.1).
  static var dpop: Self { known("DPoP") }
  /// The nonce that the next proof must repeat (RFC 9449, clause 8).
  static var dpopNonce: Self { known("DPoP-Nonce") }

  /// The secret by which a proxy shows that it is the service's own.
  static var proxySecret: Self { known("X-CPSAuth-Proxy") }
  /// The address of the client; nginx: `$remote_addr`.
  static var clientAddress: Self { known("X-Real-IP") }
  /// The client's whole certificate; nginx: `$ssl_client_escaped_cert`.
  static var clientCertificate: Self { known("X-SSL-Client-Cert") }
  /// What the proxy found about the certificate; nginx: `$ssl_client_verify`.
  static var clientVerdict: Self { known("X-SSL-Client-Verify") }
  /// The negotiated version of TLS; nginx: `$ssl_protocol`.
  static var clientTLSVersion: Self { known("X-SSL-Protocol") }
  /// Whether the connection took up an earlier session; nginx: `$ssl_session_reused`.
  static var clientSessionReuse: Self { known("X-SSL-Session-Reused") }

  /// The gated function of a request that a proxy asks about.
  static var gatedFunction: Self { known("X-CPSAuth-Function") }
  /// The method of that request; nginx: `$request_method`.
  static var forwardedMethod: Self { known("X-CPSAuth-Method") }
  /// The address of that request as it was sent; nginx: `$request_uri`.
  static var forwardedURI: Self { known("X-CPSAuth-URI") }
  /// The permit that it got.
  static var permit: Self { known("X-CPSAuth-Permit") }
  /// The status that a refusal means.
  static var forwardedStatus: Self { known("X-CPSAuth-Status") }
  /// The problem of a refusal, in ASCII.
  static var forwardedProblem: Self { known("X-CPSAuth-Problem") }

  /// All that only a proxy may say.
  static let ofProxy = [
    proxySecret, clientAddress, clientCertificate, clientVerdict, clientTLSVersion, clientSessionReuse,
  ]

  /// A name written in this file; it is a token (RFC 9110, clause 5.6.2), as a test shows, so that the other
  /// name is never used.
  private static func known(_ name: String) -> Self { Self(name) ?? .xContentTypeOptions }
}
