import Foundation
import TestSupport
import Testing

/// A service of somebody else's that links the gate, built as they would build it.
@Suite struct ConsumerTests {
  /// Also compiles what README.md shows, so that the example cannot rot.
  @Test(.timeLimit(.minutes(10)))
  func aServiceThatLinksTheGateChecksOutNoPackage() async throws {
    let directory = try TemporaryDirectory()
    try write(manifest, to: "Package.swift", in: directory)
    try write(try swiftOfReadme(), to: "Sources/Portal/Readme.swift", in: directory)
    let build = try ChildProcess(
      "swift", ["build", "--package-path", directory.url.path], environment: environment)
    let outcome = try await build.wait(atMost: .seconds(540))
    #expect(outcome == .exited(0), "\(build.standardOutput)\(build.standardError)")

    let scratch = directory.url.appending(path: ".build")
    for name in ["checkouts", "repositories"] {
      let entries = try? FileManager.default.contentsOfDirectory(atPath: scratch.appending(path: name).path)
      #expect((entries ?? []).isEmpty, "\(name)")
    }
    let modules = try products(below: scratch)
    #expect(modules.contains("CPSAuth.swiftmodule"))
    for stranger in [
      "CPSAuthHTTP", "CPSAuthPostgres", "CPSAuthSQLite", "CPSWorkstation", "CPSCard", "SmartCard",
      "VirtualCPS",
    ] {
      #expect(!modules.contains("\(stranger).swiftmodule"), "a service built \(stranger)")
    }
  }

  /// The environment without the switch that belongs to this package's own root.
  private var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { $0.key != "CPSAUTH_LEAN" }
  }

  private let manifest = """
    // swift-tools-version: 6.2
    import PackageDescription

    let package = Package(
      name: "portal",
      dependencies: [.package(name: "cpsauth", path: "\(PackageRoot.url.path)", traits: [])],
      targets: [.target(name: "Portal", dependencies: [.product(name: "CPSAuth", package: "cpsauth")])]
    )
    """

  private func swiftOfReadme() throws -> String {
    let readme = try String(contentsOf: PackageRoot.url.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(!blocks.isEmpty)
    return blocks.joined(separator: "\n")
  }

  private func write(_ text: String, to path: String, in directory: TemporaryDirectory) throws {
    let url = directory.url.appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func products(below directory: URL) throws -> Set<String> {
    let files = try #require(FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil))
    return Set(files.compactMap { ($0 as? URL)?.lastPathComponent })
  }
}
