internal import Glibc

/// Small files of one user, read and replaced as a whole.
extension PrivateDirectory {
  /// The content of a file; nil when it is not there, is a link, belongs to somebody else, is open to
  /// others or is larger than `limit` bytes.
  func content(of name: String, atMost limit: Int) -> [UInt8]? {
    let number = openat(self.number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return nil }
    let file = FileDescriptor(owning: number)
    var status = stat()
    guard fstat(file.number, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_mode & 0o077 == 0, (1...limit).contains(Int(status.st_size))
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes {
        read(file.number, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      filled += count
    }
    return bytes
  }

  /// Puts a file in the place of what was there; what cannot be written is not there afterwards.
  func replace(_ name: String, with content: [UInt8]) {
    let draft = "\(name).\(getpid()).new"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    unlinkat(number, draft, 0)
    let created = openat(number, draft, flags, mode_t(0o600))
    guard created >= 0 else { return }
    let file = FileDescriptor(owning: created)
    let isWhole = content.withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) } == content.count
    guard isWhole, renameat(number, draft, number, name) == 0 else {
      unlinkat(number, draft, 0)
      return
    }
  }

  /// Removes a file, if it is there.
  func remove(_ name: String) { unlinkat(number, name, 0) }

  /// The names in the directory with the time of their last change, oldest first.
  func names() -> [String] {
    let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { return [] }
    guard let stream = fdopendir(copy) else {
      close(copy)
      return []
    }
    defer { closedir(stream) }
    var found: [(name: String, changed: Int)] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      var status = stat()
      guard name != ".", name != "..", fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        continue
      }
      found.append((name, status.st_mtim.tv_sec))
    }
    return found.sorted { ($0.changed, $0.name) < ($1.changed, $1.name) }.map(\.name)
  }
}
