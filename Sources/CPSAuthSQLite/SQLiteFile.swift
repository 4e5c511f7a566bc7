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
  static func prepare(at path: String) throws(CPSError) { try check(at: path, O_CREAT) }

  /// Refuses a file that others may read, and one that is not there.
  static func check(at path: String) throws(CPSError) { try check(at: path, 0) }

  /// Whether there is a file, which is then checked, or could be one.
  static func isThere(at path: String) throws(CPSError) -> Bool {
    var status = stat()
    if lstat(path, &status) == 0 {
      try check(at: path)
      return true
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    guard access(folder, W_OK | X_OK) == 0 else { throw refusal(path, String(cString: strerror(errno))) }
    return false
  }

  private static func check(at path: String, _ making: Int32) throws(CPSError) {
    try checkFolder(of: path)
    let descriptor = open(path, O_RDWR | making | O_NOFOLLOW | O_CLOEXEC, ownerOnly)
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

  /// Refuses a folder in which everybody may put another file into the place of this one.
  private static func checkFolder(of path: String) throws(CPSError) {
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    var status = stat()
    guard stat(folder, &status) == 0 else { throw refusal(path, String(cString: strerror(errno))) }
    guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
      throw refusal(path, "everybody may write in \(folder); 700 is right")
    }
  }

  private static func refusal(_ path: String, _ detail: String) -> CPSError {
    CPSError(.storeUnavailable, ["path": path], reason: "\(path): \(detail)")
  }
}
