internal import Foundation

/// Compiles a few lines against the modules of this package, to see what the compiler says of them.
public enum SnippetCompiler {
  /// Where the build put the modules of this package.
  private static let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// Whether the lines compile, as far as the passes that follow what is consumed (type checking alone does not look at
  /// that), and what the compiler says.
  public static func compiles(_ source: String) async throws -> (Bool, String) {
    let directory = try TemporaryDirectory()
    let file = directory.path("snippet.swift")
    try source.write(toFile: file, atomically: true, encoding: .utf8)
    let run = try await ChildProcess.run(
      "swiftc",
      [
        "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-parse-as-library", "-I",
        products.appending(path: "Modules").path,
        "-Xcc", "-fmodule-map-file=\(PackageRoot.path("Sources/COpenSSL/module.modulemap"))", "-Xcc",
        "-fmodule-map-file=\(products.appending(path: "CSecret.build/module.modulemap").path)", file,
      ], atMost: .seconds(120))
    return (run.outcome == .exited(0), run.errors)
  }
}
