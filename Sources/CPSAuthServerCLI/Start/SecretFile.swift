import CPSDiagnostics
import CPSPrimitives
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file of unpredictable bytes that nobody but its owner can read; `openssl rand -out FILE 32` makes one.
enum SecretFile {
  /// The most bytes that are read of a key.
  private static let maximumLength = 4_096
  /// The number of bytes of a file that is made.
  private static let createdLength = 32

  /// What nobody but the owner may do with a file.
  private static let ownMode: mode_t = 0o077
  /// What nobody may do with a credential of systemd: it is root's, and an access control list, whose mask stands
  /// where the group's rights do, lets the user of the service read it (systemd.exec(5), LoadCredential=).
  private static let credentialMode: mode_t = 0o037

  /// Reads a secret, made first where it is missing and `isCreated` says so.
  ///
  /// - Parameter limit: the most bytes that are read; of a longer file, the first.
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/configurationInvalid`` when it is no regular file, or
  ///   others may read it; ``Diagnostic/outputFailed``, ``Diagnostic/randomnessUnavailable``.
  static func read(
    at path: String, isCreated: Bool, random: some RandomSource, atMost limit: Int = maximumLength,
    credentials: String? = PathResolver.credentialFolder
  ) throws(CPSError) -> SecretBytes {
    if isCreated { try create(at: path, random: random) }
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { throw CPSError(.inputMissing, ["path": path], reason: "errno \(errno)") }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refusal(path, "a regular file is expected")
    }
    let isCredential = credentials.map { path.hasPrefix($0 + "/") } ?? false
    let forbidden = isCredential ? credentialMode : ownMode
    guard status.st_mode & forbidden == 0, status.st_uid == geteuid() || status.st_uid == 0 else {
      throw refusal(path, "others may read it: chmod 600, and owned by the user of the server")
    }
    // As long as the file, so that little memory is locked; one byte more, to see that it is the whole.
    return try SecretBytes(capacity: min(limit, Int(status.st_size) + 1)) { memory in
      var count = 0
      while count < memory.count {
        let got = Self.read(file, into: memory, at: count)
        if got <= 0 { break }
        count += got
      }
      return count
    }
  }

  /// Makes a file with mode 0600, and its folder with mode 0700, unless the file is there.
  private static func create(at path: String, random: some RandomSource) throws(CPSError) {
    // A credential that systemd does not show is not made: the file would lie wherever the server was started.
    guard access(path, F_OK) != 0, !PathResolver.isCredential(path) else { return }
    let folder = URL(filePath: path).deletingLastPathComponent().path
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    var bytes = try random.bytes(createdLength)
    defer { SecretBytes.wipe(&bytes) }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file < 0, errno == EEXIST { return }
    guard file >= 0 else { throw CPSError(.outputFailed, ["path": path], reason: "errno \(errno)") }
    defer { close(file) }
    guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
      unlink(path)
      throw CPSError(.outputFailed, ["path": path], reason: "errno \(errno)")
    }
  }

  private static func read(_ file: Int32, into memory: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    while true {
      #if canImport(Glibc)
        let got = Glibc.read(file, memory.baseAddress?.advanced(by: offset), memory.count - offset)
      #else
        let got = Musl.read(file, memory.baseAddress?.advanced(by: offset), memory.count - offset)
      #endif
      if got >= 0 || errno != EINTR { return got }
    }
  }

  private static func refusal(_ path: String, _ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": path, "detail": detail])
  }
}
