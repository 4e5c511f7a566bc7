internal import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Where an open database was, to see that it still is there.
///
/// A file that was deleted or exchanged goes on to take every write, and is gone when it is closed: what would be
/// answered then is in no file that anybody finds (attack case ST-11).
struct SQLitePlace: Sendable {
  private let path: String
  private let device: dev_t
  private let inode: ino_t

  /// The file at a path.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when there is none.
  init(of path: String) throws(CPSError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Self.refusal(path) }
    self.path = path
    device = status.st_dev
    inode = status.st_ino
  }

  /// Refuses when another file is there now, or none, or when its write-ahead log is gone.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func check() throws(CPSError) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_dev == device, status.st_ino == inode,
      access(path + "-wal", F_OK) == 0
    else { throw Self.refusal(path) }
  }

  private static func refusal(_ path: String) -> CPSError {
    CPSError(.storeUnavailable, ["path": path], reason: "\(path) was deleted or exchanged while it was open")
  }
}
