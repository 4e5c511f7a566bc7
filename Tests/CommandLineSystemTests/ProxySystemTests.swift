import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// nginx before the server, as docs/tls.md configures both: what it reports opens a session, and nothing else does.
@Suite(.serialized) struct ProxySystemTests {
  private static let secret = "0123456789abcdef0123456789abcdef"
  private static let login = "/cpsauth/tls-sessions"

  private let tree: IssuedTree
  private let folder: TemporaryDirectory
  private let service: ServiceProcess
  private let proxy: Nginx

  init() async throws {
    tree = try IssuedTree()
    folder = try TemporaryDirectory()
    let file = folder.path("proxy.secret")
    _ = FileManager.default.createFile(
      atPath: file, contents: Data(Self.secret.utf8), attributes: [.posixPermissions: 0o600])
    let port = try PortPair.free()
    service = try await .genuine(
      trusting: tree, behind: .proxy(origin: "https://127.0.0.1:\(port)", secret: file))
    proxy = try await .start(port: port, before: service.place, sending: Self.secret, trusting: tree)
  }

  /// Sends a request to `origin`, with these arguments of curl, and returns the answer's members.
  private func send(
    _ path: String, at origin: String? = nil, body: String? = #"{"schema":1}"#, _ more: [String] = []
  ) async throws -> [String: Any] {
    var arguments = ["--silent", "--show-error", "--cacert", proxy.files.certificate] + more
    if let body { arguments += ["--header", "Content-Type: application/json", "--data", body] }
    let done = try await ChildProcess.run("curl", arguments + [(origin ?? service.address) + path])
    #expect(done.outcome == .exited(0), "\(done.errors)")
    return try JSONSerialization.jsonObject(with: Data(done.outputBytes)) as? [String: Any] ?? [:]
  }

  @Test func `HN-20 what nginx reports opens a session, and what a client says in its name does not`()
    async throws
  {
    let card = try tree.files(of: .physician, in: folder)
    let shown = ["--cert", card.certificate, "--key", card.key]
    let opened = try await send(Self.login, shown)
    let token = try #require(opened["token"] as? String, "\(opened)")
    let bearer = ["--header", "Authorization: Bearer \(token)"]
    let current = try await send("/cpsauth/sessions/current", body: nil, shown + bearer)
    #expect((current["professional"] as? [String: Any])?["family_name"] as? String == "FICTIF-MEDECIN")
    #expect(
      try await send("/cpsauth/sessions/current", body: nil, bearer)["code"] as? String == "session.missing")

    let pem = try String(contentsOfFile: card.certificate, encoding: .utf8)
    let escaped = try #require(
      pem.addingPercentEncoding(
        withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._~"))))
    let claims = [
      "X-SSL-Client-Cert: \(escaped)", "X-SSL-Client-Verify: SUCCESS", "X-SSL-Protocol: TLSv1.2",
      "X-SSL-Session-Reused: .", "X-Real-IP: 192.0.2.1",
    ].flatMap { ["--header", $0] }
    // Through the proxy, which writes its own fields over these; and past it, where nobody knows the secret.
    #expect(try await send(Self.login, claims)["code"] as? String == "trust.tls-client")
    let direct = "http://\(service.place)"
    #expect(try await send(Self.login, at: direct, claims)["code"] as? String == "trust.tls-client")
    let proven = claims + ["--header", "X-CPSAuth-Proxy: \(Self.secret)"]
    #expect(try await send(Self.login, at: direct, proven)["token"] != nil)
  }
}
