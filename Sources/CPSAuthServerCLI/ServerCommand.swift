import ArgumentParser
import CPSDiagnostics
import CPSPrimitives
import Foundation
import Logging
import OpenSSLKit

/// `cpsauth-server`: the service half as one program, with one configuration and one SQLite file.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cpsauth-server",
    abstract: "Opens functions of a service to professionals who hold their CPS card.",
    discussion: "Ends with SIGTERM or SIGINT, once the audit log is written.")

  @Option(help: ArgumentHelp("The configuration, YAML.", valueName: "file"))
  var config: String

  @Flag(help: "Say on standard output, one JSON object a line, when the server listens or why it does not.")
  var json = false

  @Option(
    help: ArgumentHelp("fr or en; otherwise as LC_ALL, LC_MESSAGES or LANG say.", valueName: "language"))
  var lang: String?

  func validate() throws {
    guard lang == nil || lang.flatMap(Language.init(rawValue:)) != nil else {
      throw ValidationError("--lang is fr or en")
    }
  }

  func run() async throws {
    // Nothing that this process makes is for others, whatever the shell says.
    umask(0o077)
    let language =
      lang.flatMap(Language.init(rawValue:))
      ?? Language.preferred(in: ProcessInfo.processInfo.environment)
    let announcer = Announcer(language: language, isJSON: json)
    do throws(CPSError) {
      let settings = try ServerConfiguration(file: config)
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
