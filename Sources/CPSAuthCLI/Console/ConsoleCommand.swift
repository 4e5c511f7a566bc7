internal import ArgumentParser
internal import CPSDiagnostics

/// A command whose every failure is a row of the catalogue.
protocol ConsoleCommand: AsyncParsableCommand {
  /// What every command takes.
  var common: CommonOptions { get }
  /// Does what the command says.
  func perform(on console: Console) async throws(CPSError)
}

extension ConsoleCommand {
  func run() async throws {
    let console = common.console
    do throws(CPSError) {
      try await perform(on: console)
    } catch {
      console.report(error)
      throw ExitCode(error.diagnostic.exitStatus.rawValue)
    }
  }
}
