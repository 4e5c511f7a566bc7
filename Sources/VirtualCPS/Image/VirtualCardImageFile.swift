public import CPSDiagnostics
internal import Glibc

/// The file in which a virtual card keeps its image: replaced as a whole, readable by its owner alone.
public struct VirtualCardImageFile: VirtualCardStorage {
  /// Where the file lies.
  public let path: String

  /// The file at `path`, which need not exist.
  public init(path: String) { self.path = path }

  /// Reads the image.
  ///
  /// - Throws: ``Diagnostic/inputMissing`` when it cannot be read, ``Diagnostic/virtualCardInvalid`` when it is
  ///   not an image.
  public func load() throws(CPSError) -> VirtualCardImage {
    try VirtualCardImage(json: InputFile.bytes(path))
  }

  /// Puts `image` in the place of what was there: written beside it, forced to the disk, renamed.
  ///
  /// Whenever the process is killed, the file is the old image or the new one.
  ///
  /// - Throws: ``Diagnostic/outputFailed``; the old image is then untouched.
  public func save(_ image: VirtualCardImage) throws(CPSError) {
    let bytes = try image.json()
    let draft = "\(path).\(getpid()).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw unwritable() }
    let isWritten = fchmod(descriptor, 0o600) == 0 && write(bytes, to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten, rename(draft, path) == 0 else {
      let error = unwritable()
      unlink(draft)
      throw error
    }
    try forceDirectory()
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// A rename lasts only when the directory is on the disk (fsync(2)).
  private func forceDirectory() throws(CPSError) {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unwritable() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw unwritable() }
  }

  private func unwritable() -> CPSError {
    CPSError(.outputFailed, ["path": path], reason: String(cString: strerror(errno)))
  }
}
