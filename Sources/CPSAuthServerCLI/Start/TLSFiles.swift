import CPSAuthHTTP
import CPSConfiguration
import CPSDiagnostics
import CPSTrust
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOSSL
import OpenSSLKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Certificate chain and key of the server, in PEM files.
struct TLSFiles {
  /// The most that is read of a file before the library does, in bytes.
  private static let longestFile = 1 << 20

  /// The file of the chain, the server's own certificate first.
  let certificate: String
  /// The file of the key.
  let key: String

  /// A server that speaks TLS 1.2 or 1.3 before anything else.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/keyMismatch``,
  ///   ``Diagnostic/keyEncrypted``.
  func server(_ http: HTTP1Channel.Configuration) throws(CPSError) -> HTTPServerBuilder {
    try server { tls in try .tls(.bound(over: http), tlsConfiguration: tls) }
  }

  /// The same, which asks its clients for the certificates of their cards.
  ///
  /// - Parameter authorities: the authorities that clients are told of, DER.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/keyMismatch``,
  ///   ``Diagnostic/keyEncrypted``.
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

  /// Refuses a key that is not that of the server's certificate: NIOSSL says so only once it listens, and not which.
  ///
  /// What cannot be read here, such as a key in a form of its own, is left to NIOSSL.
  private func requirePair() throws(CPSError) {
    let chain = try? Certificate.all(inPEM: try Self.text(of: certificate))
    let secret: PrivateKey
    do throws(CPSError) { secret = try PrivateKey(pem: try Self.text(of: key)) } catch {
      guard error.diagnostic != .keyEncrypted else { throw error }
      return
    }
    guard let own = chain?.first, own.publicKey != secret.publicKey else { return }
    throw CPSError(.keyMismatch, ["key": key, "certificate": certificate])
  }

  private static func text(of path: String) throws(CPSError) -> String {
    String(decoding: try BoundedFile.bytes(at: path, atMost: longestFile), as: UTF8.self)
  }

  private func server(
    _ make: (TLSConfiguration) throws -> HTTPServerBuilder
  ) throws(CPSError) -> HTTPServerBuilder {
    // NIOSSL does not tell a file that is missing from one that holds something else.
    for path in [certificate, key] where access(path, R_OK) != 0 {
      throw CPSError(.inputMissing, ["path": path])
    }
    try requirePair()
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
