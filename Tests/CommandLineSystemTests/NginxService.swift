import Foundation
import TestSupport

/// The files of docs/examples, as they are installed: nginx, cpsauth-server and a service in plain Python, each a
/// process, and nothing between them but Unix sockets.
struct NginxService {
  /// What workstations reach.
  let service: ServiceProcess
  /// The socket on which the machine itself asks.
  let backChannel: String
  private let nginx: PrivateNginx
  private let python: ChildProcess

  /// All three, trusting a synthetic tree.
  ///
  /// - Parameter changes: what is written in the server's configuration in place of what the example says.
  static func start(
    trusting tree: IssuedTree, changing changes: [String: String] = [:]
  ) async throws -> NginxService {
    let sockets = try TemporaryDirectory()
    let port = try PortPair.free()
    let front = sockets.path("front.sock")
    let back = sockets.path("back.sock")
    let own = sockets.path("service.sock")
    let service = try await ServiceProcess.behindProxy(
      at: "127.0.0.1:\(port)", sockets: sockets, trusting: tree, changing: changes)
    let python = try ChildProcess(
      "/usr/bin/python3", [PackageRoot.path("docs/examples/python/infopatient_service.py"), own, back],
      input: .none)
    try await eventually("the sockets: \(python.standardError)") {
      [front, back, own].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }
    let nginx = try await PrivateNginx.start(
      try site(port: port, front: front, back: back, own: own), including: try snippets(), listeningOn: port)
    return NginxService(service: service, backChannel: back, nginx: nginx, python: python)
  }

  /// The example of the documentation, with the places of this test.
  private static func site(port: UInt16, front: String, back: String, own: String) throws -> String {
    try example("site.conf").replacing("/run/cpsauth/front.sock", with: front)
      .replacing("/run/cpsauth/back.sock", with: back)
      .replacing("/run/infopatient/service.sock", with: own)
      .replacing("127.0.0.1:8460", with: "127.0.0.1:\(port)")
  }

  private static func snippets() throws -> [String: String] {
    var files: [String: String] = [:]
    for name in ["cpsauth-fields.conf", "cpsauth-permit.conf"] { files[name] = try example(name) }
    return files
  }

  private static func example(_ name: String) throws -> String {
    try String(contentsOfFile: PackageRoot.path("docs/examples/nginx/\(name)"), encoding: .utf8)
  }

  /// Ends the service in Python, as a crash would.
  func killService() { python.signal(SIGKILL) }

  /// What the machine itself is answered: `curl` over the back channel.
  func askBackChannel(_ path: String) async throws -> String {
    try await ChildProcess.run(
      "curl", ["--silent", "--unix-socket", backChannel, "http://cpsauth\(path)"]
    ).output
  }
}
