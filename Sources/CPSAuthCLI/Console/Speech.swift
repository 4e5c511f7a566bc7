internal import CPSDiagnostics
internal import Foundation

/// The language of this run, known before the command line is parsed, since help texts need it.
enum Speech {
  /// `--lang` where it is given, else what the environment asks for.
  static let language = language(
    arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

  /// A text in the language of this run.
  static func text(fr french: String, en english: String) -> String {
    Bilingual(fr: french, en: english)[language]
  }

  static func language(arguments: [String], environment: [String: String]) -> Language {
    let own = arguments.prefix { $0 != "--" }
    if let joined = own.last(where: { $0.hasPrefix("--lang=") }) {
      return Language(rawValue: String(joined.dropFirst("--lang=".count)))
        ?? Language.preferred(in: environment)
    }
    if let index = own.lastIndex(of: "--lang"), own.indices.contains(index + 1) {
      return Language(rawValue: own[index + 1]) ?? Language.preferred(in: environment)
    }
    return Language.preferred(in: environment)
  }
}
