internal import CPSDiagnostics
internal import Glibc

/// The file in which a virtual card writes down its exchanges, a line at a time.
final class ExchangeLog: Sendable {
  private let number: Int32

  /// Opens the file to write at its end, for this user alone.
  ///
  /// - Throws: ``Diagnostic/outputFailed``.
  init(path: String) throws(CPSError) {
    number = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, mode_t(0o600))
    guard number >= 0 else {
      throw CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
    }
  }

  deinit { close(number) }

  /// Appends one line in one write, so that lines never mix.
  func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = Glibc.write(number, bytes, bytes.count)
  }
}
