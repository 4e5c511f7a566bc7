internal import ArgumentParser
internal import CPSDiagnostics
internal import Foundation

/// `cpsauth serve`: becomes `cpsauth-server`.
struct ServeCommand: ConsoleCommand {
  private static let program = "cpsauth-server"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "serve",
      abstract: Speech.text(
        fr: "Fait tourner le service (cpsauth-server).", en: "Runs the service (cpsauth-server)."))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "La configuration, YAML.", en: "The configuration, YAML."), valueName: "file"))
  var config: String

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    // Beside this command, as a build leaves it, or in ../libexec, as a package installs it.
    let places = [own, own.deletingLastPathComponent().appending(path: "libexec/cpsauth")]
    for place in places.map({ $0.appending(path: Self.program).path }) where access(place, X_OK) == 0 {
      var words = arguments(for: place).map { strdup($0) } + [nil]
      execv(place, &words)
      words.forEach { free($0) }
    }
    throw CPSError(.componentMissing, ["component": Self.program, "package": Self.program])
  }

  private func arguments(for program: String) -> [String] {
    [program, "--config", config] + (common.json ? ["--json"] : [])
      + (common.lang.map { ["--lang", $0.rawValue] } ?? [])
  }
}
