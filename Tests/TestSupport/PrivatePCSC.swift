public import Foundation
private import Synchronization

/// A pcscd of one's own, with a virtual reader of two slots that nobody else has.
///
/// Works for root and for anybody else, beside a system pcscd and beside others of its kind;
/// `tools/lib/private-pcscd` says how, and the demonstration uses the same script. The script ends when its
/// standard input does, so that no daemon outlives a test process that was killed.
///
/// A child process reaches it with ``environment``. In *this* process libpcsclite reads
/// `PCSCLITE_CSOCK_NAME` once and keeps it (measured with 1.9.9: a second value is ignored), so that one
/// process can only ever reach one socket: see ``InProcessPCSC``.
public final class PrivatePCSC: Sendable {
  private let directory: TemporaryDirectory
  private let process: Mutex<ChildProcess?>
  /// The port on which the first slot takes its card; the second slot is on the next one.
  public let port: UInt16
  /// The exact names of the two readers.
  public let readerNames: [String]

  private init(directory: TemporaryDirectory, port: UInt16, label: String) {
    self.directory = directory
    self.port = port
    readerNames = ["\(label) 00 00", "\(label) 00 01"]
    process = Mutex(nil)
  }

  /// Starts a daemon and waits until it listens for clients and for cards.
  public static func start() async throws -> PrivatePCSC {
    var failures: [String] = []
    for _ in 0..<5 {
      let directory = try TemporaryDirectory()
      let label = "Virtual CPS \(directory.url.lastPathComponent.suffix(6))"
      let daemon = PrivatePCSC(directory: directory, port: try PortPair.free(), label: label)
      do {
        try await daemon.launch()
        return daemon
      } catch {
        failures.append("\(error)")
      }
    }
    throw TestSupportError("no private pcscd: \(failures.joined(separator: "; "))")
  }

  deinit { stop() }

  /// The name of the first slot.
  public var readerName: String { readerNames[0] }
  /// Where clients reach the daemon.
  public var socketPath: String { directory.path("pcscd.comm") }
  /// The environment of this process, and the daemon's socket: for child processes.
  public var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["PCSCLITE_CSOCK_NAME": socketPath]) { $1 }
  }
  /// The pid of pcscd itself, while it runs.
  public var daemonIdentifier: pid_t? {
    (try? String(contentsOfFile: directory.path("daemon.pid"), encoding: .utf8))
      .flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  /// What the daemon wrote: for the message of a test that fails.
  public var output: String { process.withLock { $0.map { $0.standardOutput + $0.standardError } ?? "" } }

  /// Whether the daemon runs.
  public var isRunning: Bool { process.withLock { $0.map { $0.outcome == nil } ?? false } }

  /// Starts the daemon after ``stop()`` or ``kill()``: same socket, same readers.
  public func launch() async throws {
    // One that a killed daemon left would pass for that of the new one.
    try? FileManager.default.removeItem(atPath: socketPath)
    let child = try ChildProcess(
      PackageRoot.path("tools/lib/private-pcscd"),
      [directory.url.path, "\(port)", String(readerNames[0].dropLast(6))], input: .open)
    process.withLock { $0 = child }
    try await eventually("private pcscd on port \(port): \(child.standardError)") {
      guard child.outcome == nil else {
        throw TestSupportError("private pcscd ended: \(child.standardError)\(child.standardOutput)")
      }
      return FileManager.default.fileExists(atPath: socketPath)
        && [port, port + 1].allSatisfy { ConnectionTable().listens(on: $0) }
    }
  }

  /// Ends the daemon in good order.
  public func stop() {
    let child = process.withLock { process in
      defer { process = nil }
      return process
    }
    child?.stop()
  }

  /// Ends the daemon and removes its directory, for an owner that is never released.
  func discard() {
    stop()
    directory.remove()
  }

  /// Kills the daemon (SIGKILL), as a crash would: socket and pid file stay behind.
  public func kill() {
    if let daemonIdentifier { Foundation.kill(daemonIdentifier, SIGKILL) }
    stop()
  }
}
