internal import Glibc

/// The first line of standard input, of bounded length.
enum InputLine {
  /// Reads to the end of the line, or of the input.
  ///
  /// - Parameter longest: the longest line, in bytes; what follows is not read, since an input need not end.
  /// - Returns: nil for an empty or longer line, and for one that is not UTF-8.
  static func read(atMost longest: Int) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count <= longest {
      let count = Glibc.read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      bytes.append(byte)
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard (1...longest).contains(bytes.count) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
