public import ArgumentParser
public import CPSDiagnostics

extension Language: ExpressibleByArgument {}

/// What every command of a host takes.
struct HostOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "La configuration du service, YAML.", en: "The configuration of the service, YAML."),
      valueName: "file"))
  var config: String

  @Flag(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Écrit un objet JSON par ligne sur la sortie standard.",
        en: "Writes one JSON object a line to standard output.")))
  var json = false

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Langue des messages ; par défaut selon LC_ALL, LC_MESSAGES ou LANG.",
        en: "Language of messages; by default as LC_ALL, LC_MESSAGES or LANG say."),
      valueName: "fr|en"))
  var lang: Language?

  /// The language of messages.
  var language: Language { lang ?? HostSpeech.language }
  /// Where this command writes.
  var console: HostConsole { HostConsole(language: language, isJSON: json) }

  /// The configuration, read.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with file, line and column; ``Diagnostic/inputMissing``.
  func settings() throws(CPSError) -> ServerConfiguration { try ServerConfiguration(file: config) }
}
