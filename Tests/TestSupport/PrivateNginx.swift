internal import Foundation

/// An nginx of one's own, from Debian's package, whose every file lies in one folder.
///
/// Works for root and for anybody else, beside a system nginx and beside others of its kind. Ended with the value.
public final class PrivateNginx: Sendable {
  private let process: ChildProcess
  private let directory: TemporaryDirectory

  private init(_ process: ChildProcess, in directory: TemporaryDirectory) {
    self.process = process
    self.directory = directory
  }

  /// Starts nginx and waits until it listens.
  ///
  /// - Parameters:
  ///   - site: what stands in the `http` block.
  ///   - included: files that the site includes by name, with their content.
  ///   - port: where the site listens, on this machine.
  public static func start(
    _ site: String, including included: [String: String] = [:], listeningOn port: UInt16
  ) async throws -> PrivateNginx {
    let directory = try TemporaryDirectory()
    for (name, text) in included.merging(
      ["nginx.conf": configuration(site, in: directory)], uniquingKeysWith: { $1 })
    {
      try Data(text.utf8).write(to: directory.url.appending(path: name))
    }
    let path = ["PATH": "/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin"]
    let process = try ChildProcess(
      "/usr/sbin/nginx",
      ["-e", "stderr", "-p", directory.url.path, "-c", directory.path("nginx.conf")], environment: path)
    try await eventually("nginx on port \(port): \(process.standardError)") {
      guard process.outcome == nil else { throw TestSupportError("nginx ended: \(process.standardError)") }
      return ConnectionTable().listens(on: port)
    }
    return PrivateNginx(process, in: directory)
  }

  deinit { process.stop() }

  /// What it complained about so far.
  public var errors: String { process.standardError }

  private static func configuration(_ site: String, in directory: TemporaryDirectory) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "  \($0)_temp_path \(directory.path($0));"
    }.joined(separator: "\n")
    // The worker of an nginx that root starts would be another user, whom the sockets of the test shut out.
    let user = geteuid() == 0 ? "user root;" : ""
    return """
      \(user)
      daemon off;
      worker_processes 1;
      pid \(directory.path("nginx.pid"));
      error_log stderr warn;
      events { worker_connections 256; }
      http {
        access_log off;
      \(temporary)
      \(site)
      }
      """
  }
}
