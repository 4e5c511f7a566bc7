internal import CPSDiagnostics
internal import Foundation

/// The program `cpsauth-server`, where it lies beside this one.
enum ServerProgram {
  private static let name = "cpsauth-server"

  /// Becomes it.
  ///
  /// - Throws: ``Diagnostic/componentMissing``; otherwise it does not return.
  static func become(_ arguments: [String], with common: CommonOptions) throws(CPSError) -> Never {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    // Beside this command, as a build leaves it, or in ../libexec, as a package installs it.
    let places = [own, own.deletingLastPathComponent().appending(path: "libexec/cpsauth")]
    let options =
      (common.json ? ["--json"] : []) + (common.lang.map { ["--lang", $0.rawValue] } ?? [])
    for place in places.map({ $0.appending(path: name).path }) where access(place, X_OK) == 0 {
      var words = ([place] + arguments + options).map { strdup($0) } + [nil]
      execv(place, &words)
      words.forEach { free($0) }
    }
    throw CPSError(.componentMissing, ["component": name, "package": name])
  }
}
