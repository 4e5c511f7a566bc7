/// A self-signed certificate for one host with its key, made by the `openssl` command for one test.
public struct TLSCertificateFiles: Sendable {
  private let folder: TemporaryDirectory

  /// The PEM file of the certificate.
  public var certificate: String { folder.path("certificate.pem") }
  /// The PEM file of the key.
  public var key: String { folder.path("key.pem") }

  /// A certificate for a host, named as `subjectAltName` wants it: `IP:127.0.0.1`, `DNS:service.example`.
  public init(host: String) async throws {
    folder = try TemporaryDirectory()
    let completed = try await ChildProcess.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        folder.path("key.pem"), "-out", folder.path("certificate.pem"), "-subj", "/CN=synthetic", "-days",
        "2", "-addext", "subjectAltName=\(host)",
      ])
    guard completed.outcome == .exited(0) else { throw TestSupportError(completed.errors) }
  }
}
