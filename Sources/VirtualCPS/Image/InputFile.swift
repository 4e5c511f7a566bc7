internal import CPSDiagnostics
internal import Glibc

/// Reads whole files that are not expected to be long.
enum InputFile {
  /// Far more than a card holds; what is longer is not ours.
  private static let maximumSize = 4 << 20

  /// The content of the file at `path`.
  ///
  /// - Throws: ``Diagnostic/inputMissing`` when it cannot be read, ``Diagnostic/virtualCardInvalid`` when it is
  ///   far too long.
  static func bytes(_ path: String) throws(CPSError) -> [UInt8] {
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &block, block.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw unreadable(path)
      }
      bytes += block.prefix(count)
      guard bytes.count <= maximumSize else { throw CPSError(.virtualCardInvalid, ["detail": "too long"]) }
    }
  }

  private static func unreadable(_ path: String) -> CPSError {
    CPSError(.inputMissing, ["path": path], reason: String(cString: strerror(errno)))
  }
}
