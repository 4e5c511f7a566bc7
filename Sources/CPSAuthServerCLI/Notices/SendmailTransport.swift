import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import Foundation

/// Hands notices over to the mail program of the host: `sendmail -t -i`, the message on its standard input.
///
/// A child process without a shell; its arguments are fixed, and nothing of a notice is among them. The message fits
/// the pipe whole before the child starts, so that no child that does not read can hold the service up.
struct SendmailTransport: NoticeTransport {
  /// Where Debian and its like have it (Filesystem Hierarchy Standard 3.0, section 4.10).
  static let standardPath = "/usr/sbin/sendmail"
  /// How long the program may take.
  static let standardDeadline: Duration = .seconds(60)
  /// How long it has after it was asked to end.
  private static let grace: Duration = .seconds(2)

  let path: String
  var deadline = Self.standardDeadline

  /// Whether the program can be started.
  var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }

  func send(_ message: NoticeMessage) async throws(CPSError) {
    let input = try pipe(holding: message.mail)
    let status: Int32
    do { status = try await run(readingFrom: input) } catch {
      throw CPSError(.noticeNotSent, ["detail": path], reason: "\(error)")
    }
    guard status == 0 else { throw CPSError(.noticeNotSent, ["detail": path], reason: "status \(status)") }
  }

  /// A pipe that holds all of a message and is closed behind it.
  private func pipe(holding bytes: [UInt8]) throws(CPSError) -> FileHandle {
    let pipe = Pipe()
    let end = pipe.fileHandleForWriting.fileDescriptor
    // A pipe has less room where its user has many (pipe(7), pipe-user-pages-soft); then the notice is tried later.
    let flags = fcntl(end, F_GETFL)
    guard flags >= 0, fcntl(end, F_SETFL, flags | O_NONBLOCK) == 0,
      write(end, bytes, bytes.count) == bytes.count
    else {
      throw CPSError(.noticeNotSent, ["detail": path], reason: "a pipe without room for \(bytes.count) bytes")
    }
    try? pipe.fileHandleForWriting.close()
    return pipe.fileHandleForReading
  }

  private func run(readingFrom input: FileHandle) async throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-t", "-i"]
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"]
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (ends, finish) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { ended in
      finish.yield(ended.terminationReason == .exit ? ended.terminationStatus : 128 + ended.terminationStatus)
      finish.finish()
    }
    try process.run()
    try? input.close()
    let watch = Task { [deadline, identifier = process.processIdentifier] in
      try await Task.sleep(for: deadline, clock: .continuous)
      kill(identifier, SIGTERM)
      try await Task.sleep(for: Self.grace, clock: .continuous)
      kill(identifier, SIGKILL)
    }
    defer { watch.cancel() }
    for await status in ends { return status }
    // The task was cancelled: the service ends, and the child with the message it already has goes on by itself.
    throw CPSError(.cancelled)
  }
}
