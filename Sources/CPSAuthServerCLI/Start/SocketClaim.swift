import CPSDiagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The right to listen on a Unix socket, one process at a time.
///
/// A name in the file system that is taken can be taken over: whoever removes it and binds it anew leaves the
/// first server running where nobody reaches it (unix(7)). A lock beside the socket, which the system takes back
/// from a process that dies, says whose it is; what a dead server left behind is replaced under that lock.
final class SocketClaim: Sendable {
  /// What the name of the lock ends with.
  static let lockSuffix = ".lock"

  private let lock: Int32

  /// Claims the socket at `path`, which is not made here.
  ///
  /// - Throws: ``Diagnostic/listenFailed`` when another process has the claim or listens there, when something else
  ///   stands there, or when the folder cannot be written.
  init(path: String) throws(CPSError) {
    let lock = open(path + Self.lockSuffix, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw Self.refusal(path, "its lock \(path)\(Self.lockSuffix): \(Self.lastError)") }
    self.lock = lock
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw Self.refusal(
        path, errno == EWOULDBLOCK ? "another cpsauth-server listens there" : "its lock: \(Self.lastError)")
    }
    try Self.requireDead(path)
  }

  deinit { close(lock) }

  /// Refuses a name that somebody answers to, or that is no socket's.
  private static func requireDead(_ path: String) throws(CPSError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw refusal(path, lastError) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw refusal(path, "what stands there is no socket") }
    let probe = socket(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard probe >= 0 else { throw refusal(path, lastError) }
    defer { close(probe) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let isNamed = withUnsafeMutableBytes(of: &address.sun_path) { field in
      // The byte after the name ends it.
      guard bytes.count < field.count else { return false }
      field.copyBytes(from: bytes)
      return true
    }
    guard isNamed else { throw refusal(path, "its name is too long") }
    let connected = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { connect(probe, $0.baseAddress, socklen_t(bytes.count)) }
    }
    // Only a refused connection shows that nobody listens: a full queue, for one, shows that somebody does.
    guard connected != 0, errno == ECONNREFUSED else {
      throw refusal(path, connected == 0 || errno == EAGAIN ? "somebody listens there" : lastError)
    }
  }

  private static var lastError: String { String(cString: strerror(errno)) }

  private static func refusal(_ path: String, _ detail: String) -> CPSError {
    CPSError(.listenFailed, ["address": "unix:\(path)", "detail": detail])
  }
}

extension Listener {
  /// The claim to its socket; nil for an address, which the system itself gives to one process.
  func claim() throws(CPSError) -> SocketClaim? {
    guard case .socket(let path) = self else { return nil }
    return try SocketClaim(path: path)
  }
}
