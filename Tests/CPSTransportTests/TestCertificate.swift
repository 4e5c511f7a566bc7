import Foundation
import NIOSSL
import TestSupport

/// A self-signed certificate for one host, made by the `openssl` command for one test.
struct TestCertificate {
  let context: NIOSSLContext
  /// A PEM file that holds the certificate; removed by ``remove()``.
  let path: String
  private let folder: URL

  init(host: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "cpsauth-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try ChildProcess.runBlocking(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
        "key.pem",
        "-out", "certificate.pem", "-subj", "/CN=synthetic", "-days", "2", "-addext",
        "subjectAltName=\(host)",
      ], directory: folder.path)
    path = folder.appending(path: "certificate.pem").path
    context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(path).map { .certificate($0) },
        privateKey: .privateKey(
          try NIOSSLPrivateKey(file: folder.appending(path: "key.pem").path, format: .pem))))
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
