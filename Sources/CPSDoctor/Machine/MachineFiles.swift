internal import Glibc

/// The files of a machine below a root: that of the system, or a tree that a test has made.
public struct MachineFiles: Sendable {
  /// More than any file that is read here: the list of installed packages has some megabytes.
  private static let maximumSize = 16_777_216

  private let root: String

  /// The files below `root`; an empty root is the system's.
  public init(root: String = "") { self.root = root }

  /// The content of a file; nil when it cannot be read or is too large.
  ///
  /// Read piece by piece to its end: files of /proc and /sys have no size beforehand.
  func text(_ path: String) -> String? {
    let descriptor = open(root + path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= Self.maximumSize {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece.prefix(count)
    }
    return nil
  }

  /// A file of one line, as /sys has them.
  func line(_ path: String) -> String? {
    text(path)?.split(whereSeparator: \.isNewline).first.map(String.init)
  }

  /// The names in a directory, in order; empty when it cannot be read.
  func names(in path: String) -> [String] {
    guard let stream = opendir(root + path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// What lies at a path; nil when nothing does, or it cannot be seen.
  func status(_ path: String) -> FileStatus? {
    var status = stat()
    guard lstat(root + path, &status) == 0 else { return nil }
    let kind: FileStatus.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      case S_IFSOCK: .socket
      default: .other
      }
    return FileStatus(kind: kind, owner: status.st_uid, mode: status.st_mode & 0o7777)
  }

  /// Whether a path leads to something that can be executed.
  func isExecutable(_ path: String) -> Bool { access(root + path, X_OK) == 0 }

  /// Where a link leads.
  func destination(ofLink path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink(root + path, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Connects to a Unix socket and leaves again, without a word.
  func connect(toSocket path: String) -> SocketAnswer {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return .refused }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array((root + path).utf8)
    // unix(7): the path and its terminator fit in 108 bytes.
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return .refused }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status != 0 else { return .accepted }
    return errno == EACCES || errno == EPERM ? .denied : .refused
  }
}
