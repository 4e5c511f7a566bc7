internal import CPSDiagnostics
internal import Foundation

/// The language of this run, known before the command line is parsed, since help texts need it.
enum Speech {
  /// `--lang` where it is given, else what the environment asks for.
  static let language = Language.asked(
    by: CommandLine.arguments, in: ProcessInfo.processInfo.environment)

  /// A text in the language of this run.
  static func text(fr french: String, en english: String) -> String {
    Bilingual(fr: french, en: english)[language]
  }
}
