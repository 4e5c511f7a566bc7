import Foundation
import TestSupport

/// A workstation of its own for each test: no file, no agent and no reader of whoever runs the tests.
final class Workstation: Sendable {
  /// What a command did.
  struct Result {
    let status: Int32
    let output: String
    let errors: String

    /// The objects on standard output, one a line.
    var objects: [String] { output.split(separator: "\n").map(String.init) }
  }

  let home: TemporaryDirectory
  let environment: [String: String]

  init(_ variables: [String: String] = [:]) throws {
    home = try TemporaryDirectory()
    let runtime = home.path("runtime")
    try FileManager.default.createDirectory(
      atPath: runtime, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    environment = [
      "PATH": "/usr/bin:/bin", "HOME": home.url.path, "XDG_RUNTIME_DIR": runtime, "LC_ALL": "C.UTF-8",
      "TERM": "dumb", "PCSCLITE_CSOCK_NAME": home.path("no-pcscd"),
    ].merging(variables) { $1 }
  }

  deinit { endAgent() }

  /// Runs the command to its end.
  func run(
    _ arguments: String..., with variables: [String: String] = [:], input: ChildProcess.Input = .none
  ) async throws -> Result {
    try await run(arguments: arguments, with: variables, input: input)
  }

  /// Runs the command to its end.
  func run(
    arguments: [String], with variables: [String: String] = [:], input: ChildProcess.Input = .none
  ) async throws -> Result {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), arguments, environment: environment.merging(variables) { $1 },
      input: input)
    guard case .exited(let status) = done.outcome else {
      throw TestSupportError("cpsauth \(arguments) ended by a signal: \(done.outcome)\n\(done.errors)")
    }
    return Result(status: status, output: done.output, errors: done.errors)
  }

  func write(_ text: String, to name: String) throws {
    let url = home.url.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The pid that the agent wrote into its lock, while it runs.
  var agentIdentifier: Int32? {
    (try? String(contentsOfFile: home.path("runtime/cpsauth/agent.lock"), encoding: .utf8))
      .flatMap { Int32($0.filter(\.isNumber)) }
  }

  private func endAgent() {
    guard FileManager.default.fileExists(atPath: home.path("runtime/cpsauth/agent.socket")),
      let agentIdentifier, agentIdentifier > 1
    else { return }
    kill(agentIdentifier, SIGTERM)
  }
}
