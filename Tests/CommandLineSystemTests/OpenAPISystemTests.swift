import Foundation
import TestSupport
import Testing

/// The program, where `tools/test` has installed it.
private enum Schemathesis {
  static let path = PackageRoot.path(".build/python/bin/schemathesis")
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// schemathesis makes requests up from docs/openapi.yaml and holds every answer against it.
@Suite(
  .serialized,
  .enabled(if: Schemathesis.isThere, "schemathesis is not in .build/python: tools/test"))
struct OpenAPISystemTests {
  private static let checks = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
  ]

  /// Seed and number of requests are fixed, so that every run tries the same.
  private func run(_ tags: String, at address: String, server: String) async throws -> ChildProcess.Completed
  {
    let folder = try TemporaryDirectory()
    var environment = ProcessInfo.processInfo.environment
    environment["CPSAUTH_SERVER"] = server
    environment["SCHEMATHESIS_HOOKS"] = CommandBench.script("schemathesis_hooks.py")
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return try await ChildProcess.run(
      Schemathesis.path,
      [
        "run", PackageRoot.path("docs/openapi.yaml"), "--url", address, "--checks",
        Self.checks.joined(separator: ","),
      ]
        + tags.split(separator: " ").map(String.init)
        + [
          "--phases", "examples,coverage,fuzzing", "--max-examples", "12", "--seed", "1", "--no-color",
          "--warnings", "off", "--suppress-health-check", "all", "--generation-database", "none",
          "--request-timeout", "60",
        ], environment: environment, directory: folder.url.path, atMost: .seconds(600))
  }

  @Test func `no answer is other than the file says, whatever is asked`() async throws {
    let back = try PortPair.free()
    let service = try await ServiceProcess.measured(trusting: try IssuedTree(), backChannelPort: back)
    let front = try await run(
      "--exclude-tag permit --exclude-tag monitor", at: service.address, server: service.address)
    #expect(front.outcome == .exited(0), "\(front.output)\(front.errors)")
    let channel = try await run(
      "--include-tag permit --include-tag monitor", at: "http://127.0.0.1:\(back)", server: service.address)
    #expect(channel.outcome == .exited(0), "\(channel.output)\(channel.errors)")
    // Not only the door was tried: the server itself counted answers of every kind.
    let figures = try await ChildProcess.run("curl", ["--silent", "http://127.0.0.1:\(back)/metrics"]).output
    for (route, status) in [
      ("/cpsauth/service", 200), ("/cpsauth/challenges", 201), ("/cpsauth/challenges", 400),
      ("/cpsauth/sessions", 400), ("/cpsauth/sessions/current", 200), ("/cpsauth/sessions/current", 401),
      ("/permits/outcomes", 403), ("/health/ready", 200),
    ] {
      #expect(
        figures.contains(#"route="\#(route)",status="\#(status)""#), "\(route) \(status)")
    }
    #expect(!figures.contains(#"status="5"#))
  }
}
