import ArgumentParser
import CPSDiagnostics
import CPSPrimitives
import Foundation
import Logging
import OpenSSLKit

/// `cpsauth-server run`, or `cpsauth-server` alone: listens until a signal comes.
struct RunCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: HostSpeech.text(
        fr: "Écoute jusqu’à un signal ; c’est ce qui est fait sans autre commande.",
        en: "Listens until a signal comes; what is done without another command."),
      discussion: HostSpeech.text(
        fr: "SIGTERM ou SIGINT y met fin, une fois le journal d’audit écrit.",
        en: "Ends with SIGTERM or SIGINT, once the audit log is written."))
  }

  @OptionGroup var options: HostOptions

  func run() async throws {
    // Nothing that this process makes is for others, whatever the shell says.
    umask(0o077)
    let announcer = Announcer(language: options.language, isJSON: options.json)
    do throws(CPSError) {
      let settings = try options.settings()
      let logger = Self.logger()
      let assembly = try await ServerAssembly(
        settings, clock: SystemWallClock(), random: SystemRandomSource(), logger: logger)
      try await ServerRun(assembly: assembly, listener: settings.listener, logger: logger).run { port in
        announcer.listening(settings, port: port)
      }
    } catch {
      announcer.failed(error)
      throw ExitCode(error.diagnostic.exitStatus.rawValue)
    }
  }

  /// Warnings and worse, on standard error.
  private static func logger() -> Logger {
    var logger = Logger(label: "cpsauth-server") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .warning
    return logger
  }
}
