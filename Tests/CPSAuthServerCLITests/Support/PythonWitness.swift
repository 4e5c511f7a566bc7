import Foundation
import TestSupport

/// A witness over HTTPS, in another language and another process: `Scripts/witness`.
final class PythonWitness: Sendable {
  /// What it wants to hear from whoever sends a checkpoint.
  static let credential = "Bearer of-the-test"
  /// Debian's own.
  private static let python = "/usr/bin/python3"

  /// Where it listens.
  let port: Int
  /// The file of what it keeps.
  let file: String
  /// Its certificate and key.
  let certificate: TLSCertificateFiles
  private let process: ChildProcess

  /// Starts one with a certificate for this host.
  init(certifiedFor host: String = "IP:127.0.0.1", in folder: TemporaryDirectory) async throws {
    certificate = try await TLSCertificateFiles(host: host)
    file = folder.path("witnessed.jsonl")
    let child = try ChildProcess(
      Self.python,
      [
        PackageRoot.path("Tests/CPSAuthServerCLITests/Scripts/witness"), certificate.certificate,
        certificate.key, file, Self.credential,
      ], input: .open)
    try await eventually("the witness listens: \(child.standardError)") {
      child.standardOutput.hasSuffix("\n")
    }
    process = child
    port = Int(child.standardOutput.trimmingCharacters(in: .newlines)) ?? 0
  }

  deinit { process.stop() }

  /// The lines that it keeps.
  var lines: [String] {
    ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
  }

  /// Makes it behave otherwise: `keep`, `refuse`, `fail`, `redirect` or `stall`.
  func behave(_ conduct: String) async throws {
    let told = process.standardOutput.count
    try process.send(conduct + "\n")
    try await eventually("the witness heard") { process.standardOutput.count > told }
  }
}
