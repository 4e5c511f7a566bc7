import ArgumentParser
import CPSDiagnostics
import Foundation

/// A command of a host whose every failure is a row of the catalogue.
protocol HostCommand: AsyncParsableCommand {
  /// What every command takes.
  var options: HostOptions { get }
  /// Does what the command says.
  func perform(on console: HostConsole) async throws(CPSError)
}

extension HostCommand {
  func run() async throws {
    // Nothing that this process makes is for others, whatever the shell says.
    umask(0o077)
    let console = options.console
    do throws(CPSError) {
      try await perform(on: console)
    } catch {
      console.report(error)
      throw ExitCode(error.diagnostic.exitStatus.rawValue)
    }
  }
}
