internal import CPSDiagnostics
internal import Glibc

/// The place where the one agent of a user listens.
///
/// A lock that lives as long as the process says who is the one, and holds its pid for people; a socket that
/// a dead agent left behind is replaced under that lock.
final class LocalListener: Sendable {
  private static let backlog: Int32 = 16

  private let socket: FileDescriptor
  private let lock: FileDescriptor
  private let directory: PrivateDirectory
  private let name: String

  /// Listens on `name` in `directory`; nil when another process does already.
  ///
  /// - Throws: ``Diagnostic/agentUnavailable``.
  init?(_ name: String, lockedBy lockName: String, in directory: PrivateDirectory) throws(CPSError) {
    let number = openat(
      directory.number, lockName, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
    guard number >= 0 else { throw Self.failure("lock") }
    lock = FileDescriptor(owning: number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw Self.failure("lock") }
      return nil
    }
    self.directory = directory
    self.name = name
    Self.writeIdentifier(into: number)
    socket = FileDescriptor(owning: try LocalAddress.makeSocket())
    unlinkat(directory.number, name, 0)
    let path = directory.path(to: name)
    let listening = socket.number
    guard LocalAddress.withAddress(of: path, { bind(listening, $0, $1) }) == 0 else {
      throw Self.failure("bind")
    }
    guard fchmodat(directory.number, name, 0o600, 0) == 0, listen(socket.number, Self.backlog) == 0 else {
      throw Self.failure("listen")
    }
  }

  deinit { retire() }

  /// Removes the socket, while the lock still keeps others from making theirs.
  func retire() { unlinkat(directory.number, name, 0) }

  /// The next connection of this user; those of others are closed at once.
  ///
  /// Blocks. Nil after ``shut()``.
  func accept() -> LocalSocket? {
    while true {
      let number = Glibc.accept(socket.number, nil, nil)
      if number >= 0 {
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        guard let connection = try? LocalSocket(owning: number) else { continue }
        return connection
      }
      switch errno {
      case EINTR, ECONNABORTED, EAGAIN: continue
      default: return nil
      }
    }
  }

  /// Wakes ``accept()`` for good.
  func shut() { shutdown(socket.number, Int32(SHUT_RDWR)) }

  private static func writeIdentifier(into lock: Int32) {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(lock, 0)
    _ = write(lock, text, text.count)
  }

  private static func failure(_ what: String) -> CPSError {
    CPSError(.agentUnavailable, reason: "\(what): \(String(cString: strerror(errno)))")
  }
}
