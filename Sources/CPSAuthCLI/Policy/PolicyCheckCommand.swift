internal import ArgumentParser
internal import CPSAuthPolicy
internal import CPSDiagnostics
internal import CPSPrimitives

/// `cpsauth policy check FILE`.
struct PolicyCheckCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: Speech.text(
        fr: "Dit si une politique peut être chargée, sinon ligne et colonne de la faute.",
        en: "Says whether a policy can be loaded, or line and column of what is wrong."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "Le fichier de la politique (YAML).", en: "The file of the policy (YAML)."),
      valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "À partir de quel moment dire ce qui a pris fin, RFC 3339 ; sinon maintenant.",
        en: "From which moment on to say what has ended, RFC 3339; else now."), valueName: "time"))
  var at: MomentText?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let line = PolicyLine(
      try PolicyFile(at: file, knowing: nil), from: at?.moment ?? SystemWallClock().now())
    try console.show(line, or: line.texts(in: console.language))
  }
}
