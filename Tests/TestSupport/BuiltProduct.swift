internal import Foundation

/// The executables of this package, which the build puts beside the tests.
public enum BuiltProduct {
  /// The path of an executable.
  ///
  /// - Throws: ``TestSupportError`` when it was not built: the test target must depend on it.
  public static func path(_ name: String) throws -> String {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    var directory = own.deletingLastPathComponent()
    // The runner of a later toolchain lies elsewhere and is given the test bundle by its path.
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      directory = URL(filePath: argument).deletingLastPathComponent()
    }
    let path = directory.appending(path: name).path
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw TestSupportError("\(path) was not built")
    }
    return path
  }
}
