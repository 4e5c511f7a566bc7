internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTransport
internal import CPSWorkstation
internal import Dispatch
internal import Foundation
internal import OpenSSLKit

/// The per-user agent: started by `cpsauth login`, never by a person.
struct AgentCommand: AsyncParsableCommand {
  static let name = "agent"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  /// How long a card has to come back after the resource manager went or the machine slept.
  @Option var grace: WaitTime?

  func run() async throws {
    umask(0o077)
    // A failure leaves memory locking and peer credentials in force: it is no reason to serve nobody.
    _ = ProcessSeal.apply()
    let server: AgentServer
    do throws(CPSError) {
      let made = try AgentServer(
        runtimeDirectory: ProcessInfo.processInfo.environment["XDG_RUNTIME_DIR"],
        readers: PCSCReaderAccess(), screenLock: LogindScreenLock(),
        grace: grace?.duration ?? AgentServer.standardGrace, clock: SystemWallClock(),
        random: SystemRandomSource()
      ) { (target) throws(CPSError) in
        try HTTPServiceTransport(roots: target.authoritiesFile.map { .file($0) } ?? .system)
      }
      guard let made else { return Self.announce(AgentLauncher.readyWord) }
      server = made
    } catch {
      return Self.announce(error.diagnostic.code)
    }
    let sources = ProcessSignals.onEnd { server.stop() }
    Self.announce(AgentLauncher.readyWord)
    await server.run()
    sources.forEach { $0.cancel() }
  }

  /// Says one word to whoever started it, and closes that line.
  private static func announce(_ word: String) {
    let bytes = Array("\(word)\n".utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    dup2(nowhere, STDOUT_FILENO)
    close(nowhere)
  }
}
