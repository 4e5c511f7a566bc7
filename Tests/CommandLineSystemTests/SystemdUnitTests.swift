import Foundation
import TestSupport
import Testing

/// `systemd-analyze`, where it is installed.
private enum Judge {
  static let path = "/usr/bin/systemd-analyze"
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
}

/// The unit of systemd, judged by systemd itself where it is there.
@Suite struct SystemdUnitTests {
  /// The unit with the server that was built here.
  private func unit(in folder: TemporaryDirectory) throws -> String {
    let text = try String(
      contentsOfFile: PackageRoot.path("packaging/systemd/cpsauth-server.service"), encoding: .utf8)
    #expect(text.contains("ExecStart=/usr/bin/cpsauth-server "))
    let path = folder.path("cpsauth-server.service")
    let built = text.replacing(
      "ExecStart=/usr/bin/cpsauth-server ", with: "ExecStart=\(try BuiltProduct.path("cpsauth-server")) ")
    try Data(built.utf8).write(to: URL(filePath: path))
    return path
  }

  @Test(.enabled(if: Judge.isThere, "systemd-analyze is not installed"))
  func `systemd understands every line of the unit`() async throws {
    let folder = try TemporaryDirectory()
    let done = try await ChildProcess.run(Judge.path, ["verify", try unit(in: folder)])
    #expect(done.outcome == .exited(0))
    #expect(!(done.output + done.errors).contains("cpsauth-server.service:"), "\(done.errors)")
  }

  @Test(.enabled(if: Judge.isThere, "systemd-analyze is not installed"))
  func `little of the machine is exposed to the service`() async throws {
    let folder = try TemporaryDirectory()
    // 1.5 of 10: what is left is the network, which it is there for.
    let done = try await ChildProcess.run(
      Judge.path, ["security", "--offline=true", "--no-pager", "--threshold=15", try unit(in: folder)])
    #expect(done.outcome == .exited(0), "\(done.output)\(done.errors)")
  }

  @Test func `no secret stands in the unit, and each credential in the example of the configuration`() throws
  {
    let unit = try String(
      contentsOfFile: PackageRoot.path("packaging/systemd/cpsauth-server.service"), encoding: .utf8)
    let example = try String(
      contentsOfFile: PackageRoot.path("docs/examples/cpsauth-server.systemd.yaml"), encoding: .utf8)
    let credentials = unit.split(separator: "\n").filter { $0.hasPrefix("LoadCredential=") }.compactMap {
      $0.split(separator: "=").last?.split(separator: ":").first
    }
    #expect(credentials.count >= 2)
    for credential in credentials { #expect(example.contains("credential:\(credential)")) }
    #expect(!unit.contains("SetCredential="))
    #expect(!unit.contains("Environment="))
  }
}
