import Foundation
import TestSupport

/// A socket where a daemon is expected, and somebody behind it who does not do what pcscd does.
final class FakeDaemon: Sendable {
  /// What it does with a client.
  enum Conduct: Sendable {
    /// Answers the question for its version with this code.
    case answers(UInt32)
    /// Closes the connection without reading what came, as pcscd does with a client that polkit refuses
    /// (pcsc-lite 1.9.9, `ContextThread`): the client finds it reset.
    case closes
  }

  /// `struct version_struct`: major, minor and a code, four bytes each (pcsc-lite 1.9.9, winscard_msg.h).
  private static let answerLength = 12
  /// Length and command before each message, and the version that the client speaks.
  private static let questionLength = 8 + 12

  private let directory: TemporaryDirectory
  private let listener: Int32

  init(_ conduct: Conduct) throws {
    directory = try TemporaryDirectory()
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { place in
      place.copyBytes(from: Array(directory.path("pcscd.comm").utf8).prefix(place.count - 1))
    }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard bound == 0, listen(listener, 4) == 0 else {
      throw TestSupportError("no socket for a fake daemon: errno \(errno)")
    }
    let thread = Thread { [listener] in Self.serve(listener, conduct) }
    thread.start()
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// The environment of this process, and the socket: for child processes.
  var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["PCSCLITE_CSOCK_NAME": directory.path("pcscd.comm")]) { $1 }
  }

  /// One client after the other, until the listener is shut.
  private static func serve(_ listener: Int32, _ conduct: Conduct) {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      if awaitQuestion(of: client), case .answers(let code) = conduct { answer(client, with: code) }
      close(client)
    }
    close(listener)
  }

  /// Waits until the whole question of the client lies there, so that it is never in the middle of it; false
  /// when the client went.
  private static func awaitQuestion(of client: Int32) -> Bool {
    var watched = pollfd(fd: client, events: Int16(POLLIN), revents: 0)
    var count: Int32 = 0
    while count < questionLength {
      guard poll(&watched, 1, -1) == 1, watched.revents & Int16(POLLHUP) == 0 else { return false }
      guard ioctl(client, UInt(FIONREAD), &count) == 0 else { return false }
    }
    return true
  }

  private static func answer(_ client: Int32, with code: UInt32) {
    var question = [UInt8](repeating: 0, count: questionLength)
    guard recv(client, &question, questionLength, 0) == questionLength else { return }
    // The version goes back as it came; the code says what is thought of it.
    var answer = Array(question.suffix(answerLength))
    withUnsafeBytes(of: code) { bytes in answer.replaceSubrange(8..<12, with: bytes) }
    _ = send(client, answer, answer.count, Int32(MSG_NOSIGNAL))
  }
}
