public import ArgumentParser
public import CPSDiagnostics

extension Language: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Écrit un objet JSON par ligne sur la sortie standard.",
        en: "Writes one JSON object a line to standard output.")))
  var json = false

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Langue des messages ; par défaut selon LC_ALL, LC_MESSAGES ou LANG.",
        en: "Language of messages; by default as LC_ALL, LC_MESSAGES or LANG say."),
      valueName: "fr|en"))
  var lang: Language?

  /// Where this command writes.
  var console: Console { Console(language: lang ?? Speech.language, isJSON: json) }
}
