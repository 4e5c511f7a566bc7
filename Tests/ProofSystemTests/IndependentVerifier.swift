import Foundation
import TestSupport

/// The verifier in Python, as a process.
enum IndependentVerifier {
  private static let tool = PackageRoot.path("tools/verify-proof")

  /// Judges the vectors of a file, or what `change` makes of them.
  static func judge(
    vectors path: String, _ change: (String) -> String = { $0 }
  ) async throws -> ChildProcess.Completed {
    let text = try String(contentsOfFile: PackageRoot.path(path), encoding: .utf8)
    let folder = try TemporaryDirectory()
    try Data(change(text).utf8).write(to: URL(filePath: folder.path("vectors.json")))
    return try await ChildProcess.run("python3", [tool, "--vectors", folder.path("vectors.json")])
  }

  /// Judges a proof by what a service expects.
  static func judge(
    _ proof: [UInt8], expecting expected: [String: String]
  ) async throws -> ChildProcess.Completed {
    let folder = try TemporaryDirectory()
    try Data(proof).write(to: URL(filePath: folder.path("proof.json")))
    try JSONEncoder().encode(expected).write(to: URL(filePath: folder.path("expected.json")))
    return try await ChildProcess.run(
      "python3", [tool, "--proof", folder.path("proof.json"), "--expect", folder.path("expected.json")])
  }
}
