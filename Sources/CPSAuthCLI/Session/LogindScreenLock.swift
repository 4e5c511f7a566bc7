internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSWorkstation
internal import Foundation

/// The screen locks of this user, as logind tells them on the system bus, read by GLib's `gdbus`.
///
/// Where that is not installed, or no logind runs, nothing is told: the desktop's own hook then runs
/// `cpsauth logout --locked`. An agent that is killed leaves a child behind until logind's next signal, which
/// the child cannot write any more.
struct LogindScreenLock: ScreenLock {
  private static let service = "org.freedesktop.login1"
  /// Longer than any line that matters, in bytes.
  private static let longestLine = 4_096

  func locks() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let pipe = Pipe()
    let child = Self.gdbus(["monitor", "--system", "--dest", Self.service], output: pipe)
    continuation.onTermination = { _ in if child.isRunning { child.terminate() } }
    do {
      try child.run()
      try BlockingWork.start {
        while let line = Self.line(from: pipe) {
          if let session = LogindSignal.lockedSession(in: line), Self.isOurs(session) { continuation.yield() }
        }
        continuation.finish()
      }
    } catch {
      continuation.finish()
    }
    return stream
  }

  /// Whether a session is this user's; one whose user nobody tells counts as ours.
  private static func isOurs(_ session: String) -> Bool {
    let pipe = Pipe()
    let child = gdbus(
      [
        "call", "--system", "--timeout", "5", "--dest", service, "--object-path", session, "--method",
        "org.freedesktop.DBus.Properties.Get", "\(service).Session", "User",
      ], output: pipe)
    do { try child.run() } catch { return true }
    return line(from: pipe).flatMap { LogindSignal.user(in: $0) }.map { $0 == getuid() } ?? true
  }

  /// The next line, cut off where it is too long; nil at the end.
  private static func line(from pipe: Pipe) -> String? {
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      if bytes.count < longestLine { bytes.append(byte) }
    }
  }

  private static func gdbus(_ arguments: [String], output: Pipe) -> Process {
    let child = Process()
    child.executableURL = URL(filePath: "/usr/bin/env")
    child.arguments = ["gdbus"] + arguments
    child.standardInput = FileHandle.nullDevice
    child.standardOutput = output
    child.standardError = FileHandle.nullDevice
    return child
  }
}
