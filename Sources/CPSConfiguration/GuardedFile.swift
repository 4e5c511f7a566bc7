public import CPSDiagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// Reads a file that decides who may do what: nobody may write to it but who owns the service.
public enum GuardedFile {
  /// What nobody but the owner may do with a file, or with the folder that it is in.
  private static let writtenByOthers: mode_t = 0o022
  /// What nobody but the owner may do with a file that nobody else is to see.
  private static let usedByOthers: mode_t = 0o077

  /// The first `limit` bytes of a file that root or the user of this process owns, and nobody else can write to or put
  /// another one into the place of.
  ///
  /// - Parameter isPrivate: whether nobody else may read it either.
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationExposed``, ``Diagnostic/configurationInvalid``: nothing was
  ///   taken from it.
  public static func bytes(
    at path: String, atMost limit: Int, isPrivate: Bool = false
  ) throws(CPSError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw CPSError(.inputMissing, ["path": path], reason: "errno \(errno)") }
    defer { close(file) }
    // Of what is open, so that it cannot be exchanged between the look and the reading.
    var status = stat()
    guard fstat(file, &status) == 0 else { throw CPSError(.inputMissing, ["path": path]) }
    try requireOwn(status, path, isFolder: false)
    guard !isPrivate || status.st_mode & usedByOthers == 0 else {
      throw CPSError(.configurationInvalid, ["place": path, "detail": "others may read it: chmod 600"])
    }
    let folder = Self.folder(of: path)
    guard stat(folder, &status) == 0 else { throw CPSError(.inputMissing, ["path": path]) }
    try requireOwn(status, folder, isFolder: true)
    return try BoundedFile.bytes(of: file, named: path, atMost: limit)
  }

  private static func requireOwn(_ status: stat, _ path: String, isFolder: Bool) throws(CPSError) {
    guard status.st_uid == 0 || status.st_uid == geteuid() else {
      throw exposed(path, "owner \(status.st_uid)")
    }
    // Where the sticky bit is set, nobody takes away what is another's (unlink(2), EPERM).
    if isFolder, status.st_mode & S_ISVTX != 0 { return }
    guard status.st_mode & writtenByOthers == 0 else {
      throw exposed(path, "mode \(String(status.st_mode & 0o7777, radix: 8))")
    }
  }

  private static func folder(of path: String) -> String {
    guard let end = path.lastIndex(of: "/") else { return "." }
    return end == path.startIndex ? "/" : String(path[..<end])
  }

  private static func exposed(_ path: String, _ detail: String) -> CPSError {
    CPSError(.configurationExposed, ["path": path, "detail": detail])
  }
}
