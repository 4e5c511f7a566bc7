import Foundation
import TestSupport

/// nginx from Debian before a service, with the server block that docs/tls.md shows.
final class Nginx: Sendable {
  /// The certificate that it is known by.
  let files: TLSCertificateFiles
  private let process: ChildProcess
  private let folder: TemporaryDirectory

  private init(_ process: ChildProcess, _ files: TLSCertificateFiles, _ folder: TemporaryDirectory) {
    self.process = process
    self.files = files
    self.folder = folder
  }

  deinit { process.stop() }

  /// Starts one.
  ///
  /// - Parameters:
  ///   - port: where it listens, on the loopback.
  ///   - service: where the service listens.
  ///   - secret: what it sends with each request.
  ///   - tree: whose cards it lets through.
  static func start(
    port: UInt16, before service: String, sending secret: String, trusting tree: IssuedTree
  ) async throws -> Nginx {
    let folder = try TemporaryDirectory()
    let files = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    let secretFile = folder.path("secret.conf")
    try Data("proxy_set_header X-CPSAuth-Proxy \"\(secret)\";".utf8).write(to: URL(filePath: secretFile))
    let places = [
      ("443 ssl", "127.0.0.1:\(port) ssl"), ("/etc/nginx/service.pem", files.certificate),
      ("/etc/nginx/service.key", files.key), ("/etc/nginx/igc-sante.pem", try tree.bundle(in: folder)),
      ("127.0.0.1:8460", service), ("/etc/nginx/cpsauth-secret.conf", secretFile),
    ]
    var block = try documented()
    for (written, own) in places {
      guard block.contains(written) else { throw TestSupportError("docs/tls.md without \(written)") }
      block = block.replacing(written, with: own)
    }
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
      .map { "\($0)_temp_path \(folder.path($0));" }.joined(separator: " ")
    let text = """
      \(getuid() == 0 ? "user root;" : "")
      daemon off;
      pid \(folder.path("pid"));
      error_log stderr;
      events {}
      http { access_log off; \(temporary) \(block) }
      """
    try Data(text.utf8).write(to: URL(filePath: folder.path("nginx.conf")))
    let process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", folder.url.path, "-e", "stderr", "-c", folder.path("nginx.conf")])
    let running = Nginx(process, files, folder)
    try await eventually("nginx on port \(port)") {
      guard process.outcome == nil else { throw TestSupportError(process.standardError) }
      return try await ChildProcess.run(
        "curl", ["--silent", "--cacert", files.certificate, "https://127.0.0.1:\(port)/cpsauth/service"]
      ).outcome == .exited(0)
    }
    return running
  }

  /// The server block of docs/tls.md.
  private static func documented() throws -> String {
    let page = try String(contentsOfFile: PackageRoot.path("docs/tls.md"), encoding: .utf8)
    let parts = page.components(separatedBy: "```nginx\n")
    guard parts.count == 2, let block = parts[1].components(separatedBy: "```").first else {
      throw TestSupportError("docs/tls.md without its block for nginx")
    }
    return block
  }
}
