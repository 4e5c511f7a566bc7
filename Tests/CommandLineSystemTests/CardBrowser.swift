import Foundation
import TestSupport

/// What a browser does with an installed PKCS#11 module, done by curl: OpenSC's module, libp11's engine for OpenSSL,
/// and the card in the virtual reader.
struct CardBrowser {
  /// Where Debian's opensc-pkcs11 puts the module.
  private static let module = "opensc-pkcs11.so"
  /// The PKCS#15 iD of the authentication key and certificate (cps-card.md section 3.3), as a PKCS #11 URI has it.
  private static let object = "pkcs11:id=%e8%28%bd%08%0f%80%25%00%00%01%ff%00%10%02"

  /// What a server answered.
  struct Answer {
    /// The exit status of curl.
    let outcome: ChildProcess.Outcome
    /// The status of the answer; 0 without one.
    let status: Int
    /// The members of the body.
    let members: [String: Any]
    /// What curl said of a failure.
    let errors: String

    /// The code of a problem.
    var code: String? { members["code"] as? String }
  }

  let bench: CommandBench
  /// The certificate that the server is known by.
  let server: TLSCertificateFiles
  let address: String

  /// Waits until the card is in the reader, and keeps its PIN where the engine reads it: in no argument.
  func ready() async throws {
    try Data("1234".utf8).write(to: URL(filePath: bench.home.path("pin")))
    try await eventually("the card in the reader") {
      try await ChildProcess.run("opensc-tool", ["--atr"], environment: bench.environment).output.contains(
        ":")
    }
  }

  /// Sends a request over a connection with the card.
  func send(_ method: String, _ path: String, token: String? = nil, body: String? = nil, more: [String] = [])
    async throws -> Answer
  {
    let card = "\(Self.object);pin-source=file:\(bench.home.path("pin"))"
    return try await curl(
      method, path, token, body,
      ["--engine", "pkcs11", "--cert-type", "ENG", "--cert", card, "--key-type", "ENG", "--key", card] + more)
  }

  /// Sends a request over a connection without a card, or with whatever `more` names.
  func sendWithoutCard(
    _ method: String, _ path: String, token: String? = nil, body: String? = nil, more: [String] = []
  ) async throws -> Answer { try await curl(method, path, token, body, more) }

  private func curl(
    _ method: String, _ path: String, _ token: String?, _ body: String?, _ connection: [String]
  ) async throws -> Answer {
    var arguments = ["--silent", "--show-error", "--cacert", server.certificate, "--max-time", "60"]
    arguments += connection + ["--request", method, "--write-out", "\n%{http_code}"]
    if let token { arguments += ["--header", "Authorization: Bearer \(token)"] }
    if let body { arguments += ["--header", "Content-Type: application/json", "--data", body] }
    let environment = bench.environment.merging(["PKCS11_MODULE_PATH": Self.module]) { $1 }
    let done = try await ChildProcess.run(
      "curl", arguments + [address + path], environment: environment, atMost: .seconds(120))
    let lines = done.output.split(separator: "\n", omittingEmptySubsequences: false)
    let content = lines.dropLast().joined(separator: "\n")
    let members = try? JSONSerialization.jsonObject(with: Data(content.utf8)) as? [String: Any]
    return Answer(
      outcome: done.outcome, status: Int(lines.last ?? "") ?? 0, members: members ?? [:], errors: done.errors)
  }
}
