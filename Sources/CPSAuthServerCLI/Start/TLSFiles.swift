import CPSDiagnostics
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Certificate chain and key of the server, from PEM files.
enum TLSFiles {
  /// A server that speaks TLS 1.2 or 1.3 before anything else.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``.
  static func server(
    _ plain: HTTPServerBuilder, certificate: String, key: String
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
      return try .tls(plain, tlsConfiguration: configuration)
    } catch {
      throw CPSError(
        .inputMalformed, ["detail": "certificate \(certificate) and key \(key)"], reason: "\(error)")
    }
  }
}
