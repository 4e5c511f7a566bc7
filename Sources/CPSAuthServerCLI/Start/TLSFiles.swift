import CPSAuthHTTP
import CPSDiagnostics
import CPSTrust
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Certificate chain and key of the server, in PEM files.
struct TLSFiles {
  /// The file of the chain, the server's own certificate first.
  let certificate: String
  /// The file of the key.
  let key: String

  /// A server that speaks TLS 1.2 or 1.3 before anything else.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``.
  func server(_ http: HTTP1Channel.Configuration) throws(CPSError) -> HTTPServerBuilder {
    try server { tls in try .tls(.http1(configuration: http), tlsConfiguration: tls) }
  }

  /// The same, which asks its clients for the certificates of their cards.
  ///
  /// - Parameter authorities: the authorities that clients are told of, DER.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``.
  func server(
    _ http: HTTP1Channel.Configuration, asking clients: ClientCertificates, issuedBy authorities: [[UInt8]]
  ) throws(CPSError) -> HTTPServerBuilder {
    try server { tls in
      var tls = tls
      tls.certificateVerification =
        clients.demand == .required ? .noHostnameVerification : .optionalVerification
      tls.maximumTLSVersion = clients.newest == .tls13 ? .tlsv13 : .tlsv12
      tls.trustRoots = .certificates(try authorities.map { try NIOSSLCertificate(bytes: $0, format: .der) })
      return try .cards(over: http, tls: tls)
    }
  }

  private func server(
    _ make: (TLSConfiguration) throws -> HTTPServerBuilder
  ) throws(CPSError) -> HTTPServerBuilder {
    // NIOSSL does not tell a file that is missing from one that holds something else.
    for path in [certificate, key] where access(path, R_OK) != 0 {
      throw CPSError(.inputMissing, ["path": path])
    }
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate).map {
        NIOSSLCertificateSource.certificate($0)
      }
      let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain, privateKey: .privateKey(privateKey))
      configuration.minimumTLSVersion = .tlsv12
      return try make(configuration)
    } catch {
      throw CPSError(
        .inputMalformed, ["detail": "certificate \(certificate) and key \(key)"], reason: "\(error)")
    }
  }
}
