internal import ArgumentParser
internal import CPSDiagnostics

/// `cpsauth serve`: becomes `cpsauth-server`.
struct ServeCommand: ConsoleCommand {
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
    try ServerProgram.become(["--config", config], with: common)
  }
}
