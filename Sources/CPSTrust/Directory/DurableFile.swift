internal import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Files that are replaced whole: whenever the process is killed or the power goes, the old or the new is there.
enum DurableFile {
  /// Puts `bytes` in the place of what was there: written beside it, forced to the disk, renamed.
  ///
  /// The draft is hidden, so that one which a kill left behind is never taken for a member of the folder; its
  /// name is fixed, so that no more than one can be left for each file. Who calls holds the store's lock.
  ///
  /// - Throws: ``Diagnostic/outputFailed``; the old file is then untouched.
  static func replace(_ name: String, in folder: String, with bytes: [UInt8]) throws(CPSError) {
    let path = "\(folder)/\(name)"
    let draft = "\(folder)/.\(name).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw failure(path) }
    let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten, rename(draft, path) == 0 else {
      let error = failure(path)
      unlink(draft)
      throw error
    }
    try force(folder)
  }

  /// Makes a folder and those above it, each of which lasts only when the one above is on the disk.
  ///
  /// - Throws: ``Diagnostic/outputFailed``.
  static func makeFolder(_ path: String) throws(CPSError) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    if parent != path, parent != "/", parent != "." { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
    try force(parent)
  }

  /// A rename lasts only when its folder is on the disk (fsync(2)).
  private static func force(_ folder: String) throws(CPSError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure(folder) }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func failure(_ path: String) -> CPSError {
    CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
  }
}
