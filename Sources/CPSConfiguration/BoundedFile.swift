public import CPSDiagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Reads small files without trusting their length, so that none can fill the memory or stop the program.
public enum BoundedFile {
  /// The first `limit` bytes of a file; fewer when it is shorter.
  ///
  /// A pipe without a writer reads as empty instead of waiting for one.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  public static func bytes(at path: String, atMost limit: Int) throws(CPSError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw CPSError(.inputMissing, ["path": path], reason: "errno \(errno)") }
    defer { close(file) }
    return try bytes(of: file, named: path, atMost: limit)
  }

  /// The same of a file that is open already, from where it stands.
  static func bytes(of file: Int32, named path: String, atMost limit: Int) throws(CPSError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(limit, 0))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw CPSError(.inputMissing, ["path": path], reason: "errno \(errno)") }
      if got == 0 { break }
      count += got
    }
    return Array(bytes.prefix(count))
  }
}
