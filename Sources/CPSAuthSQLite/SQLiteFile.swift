internal import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The database file before SQLite sees it: its owner alone may read it, and it is no link to elsewhere.
enum SQLiteFile {
  private static let ownerOnly: mode_t = 0o600
  private static let everyoneElse: mode_t = 0o077

  /// Makes the file if it is not there.
  ///
  /// SQLite gives its `-wal` and `-shm` files the same permissions ("Write-Ahead Logging", 4).
  static func prepare(at path: String) throws(CPSError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, ownerOnly)
    guard descriptor >= 0 else { throw refusal(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refusal(path, "not a file")
    }
    guard status.st_mode & everyoneElse == 0 else {
      throw refusal(path, "mode \(String(status.st_mode & 0o777, radix: 8)) lets others in; 600 is right")
    }
  }

  private static func refusal(_ path: String, _ detail: String) -> CPSError {
    CPSError(.storeUnavailable, ["path": path], reason: "\(path): \(detail)")
  }
}
