internal import CPSDiagnostics
internal import Glibc

/// A file that must not be there yet.
enum NewFile {
  /// Takes the name, for this user alone.
  ///
  /// - Throws: ``Diagnostic/outputExists`` when something has it already; ``Diagnostic/outputFailed``.
  static func reserve(_ path: String) throws(CPSError) {
    let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
    guard number >= 0 else {
      guard errno != EEXIST else { throw CPSError(.outputExists, ["path": path]) }
      throw CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
    }
    close(number)
  }
}
