internal import CPSDiagnostics
internal import Glibc

/// A file that must not be there yet.
enum NewFile {
  /// Takes the name, for this user alone.
  ///
  /// - Throws: ``Diagnostic/outputFailed`` when something has it already, or it cannot be made.
  static func reserve(_ path: String) throws(CPSError) {
    let number = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
    guard number >= 0 else {
      throw CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
    }
    close(number)
  }
}
