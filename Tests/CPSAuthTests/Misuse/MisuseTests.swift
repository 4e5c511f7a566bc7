import Foundation
import TestSupport
import Testing

/// What must not compile: each snippet beside one that differs in the point alone and does.
@Suite struct MisuseTests {
  private static let preamble = """
    import CPSAuth
    import CPSDiagnostics
    import CPSProof
    import CPSTrust
    enum Lookup: GatedFunction {
      static let name: FunctionName = "infopatient.lookup"
      typealias Subject = NIR
      static func disclosed(by answer: String?) -> Set<String> { [] }
    }
    func onlyByCard(_ session: CardSession) {}

    """

  /// Where the build put the modules of this package.
  private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// As far as the passes that follow what is consumed: type checking alone does not look at that.
  private func compiles(_ snippet: String) async throws -> (Bool, String) {
    let directory = try TemporaryDirectory()
    let file = directory.path("snippet.swift")
    try (Self.preamble + snippet).write(toFile: file, atomically: true, encoding: .utf8)
    let run = try await ChildProcess.run(
      "swiftc",
      [
        "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-parse-as-library", "-I",
        Self.products.appending(path: "Modules").path,
        "-Xcc", "-fmodule-map-file=\(PackageRoot.path("Sources/COpenSSL/module.modulemap"))", "-Xcc",
        "-fmodule-map-file=\(Self.products.appending(path: "CSecret.build/module.modulemap").path)", file,
      ], atMost: .seconds(120))
    return (run.outcome == .exited(0), run.errors)
  }

  @Test(.timeLimit(.minutes(5)), arguments: MisuseCase.all)
  func `CA-02 CA-04 CA-05 misuse does not compile`(misuse: MisuseCase) async throws {
    let (rightCompiles, rightErrors) = try await compiles(misuse.right)
    #expect(rightCompiles, "the right use must compile: \(rightErrors)")
    let (wrongCompiles, wrongErrors) = try await compiles(misuse.wrong)
    #expect(!wrongCompiles, "the misuse compiled")
    #expect(wrongErrors.contains(misuse.complaint), "\(wrongErrors)")
  }
}
