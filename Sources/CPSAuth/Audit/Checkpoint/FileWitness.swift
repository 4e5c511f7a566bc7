public import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A witness that is a file to which lines are only ever added, on the volume of another host.
public struct FileWitness: AuditWitness {
  private let path: String

  /// A witness in this file, which is made when the first checkpoint comes.
  public init(at path: String) { self.path = path }

  /// Whether the folder lies on a file system that another host serves.
  public var isOffHost: Bool {
    var status = stat()
    guard stat(folder, &status) == 0 else { return false }
    return RemoteVolumes.current().contains(device: UInt64(status.st_dev))
  }

  /// Looks whether the file, or its folder where there is none yet, can be written.
  public func examine() async throws(CPSError) {
    let isThere = access(path, F_OK) == 0
    guard access(isThere ? path : folder, isThere ? W_OK : W_OK | X_OK) == 0 else { throw failure(errno) }
  }

  /// Adds a line, and waits until it is on the disk.
  public func keep(_ checkpoint: AuditCheckpoint) async throws(CPSError) {
    let line = Array((try checkpoint.text() + "\n").utf8)
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o640)
    guard file >= 0 else { throw failure(errno) }
    defer { close(file) }
    // One write, so that lines of several hosts do not mix; half a line, on a disk that is full, is passed over by
    // who reads, since the next attempt begins a line of its own.
    guard write(file, line, line.count) == line.count else {
      let number = errno
      _ = write(file, "\n", 1)
      throw failure(number)
    }
    guard fsync(file) == 0 else { throw failure(errno) }
  }

  private var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

  private func failure(_ number: Int32) -> CPSError {
    CPSError(
      .witnessUnavailable, ["witness": path], reason: "\(path): \(String(cString: strerror(number)))")
  }
}
