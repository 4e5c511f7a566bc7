internal import ArgumentParser
internal import CPSDiagnostics
internal import Foundation

/// Ends the process for what the parser of the command line threw.
enum UsageReport {
  /// Help goes to standard output, a wrong command line is the row `usage`; a status is kept as it is.
  static func end(with error: any Error) -> Never {
    let isStatus = error is ExitCode
    guard !isStatus, CPSAuthCommand.exitCode(for: error) != .success else {
      CPSAuthCommand.exit(withError: error)
    }
    let arguments = CommandLine.arguments
    let detail = CPSAuthCommand.message(for: error)
    let isJSON = arguments.prefix { $0 != "--" }.contains("--json")
    let usage = CPSError(.usage, ["detail": detail.trimmingCharacters(in: ["."])])
    Console(language: Speech.language, isJSON: isJSON).report(usage)
    Foundation.exit(ExitStatus.usage.rawValue)
  }
}
