internal import CPSDiagnostics
internal import Glibc

/// A directory that belongs to this user and is open to nobody else, held open so that its path cannot be
/// exchanged under our hands.
struct PrivateDirectory: Sendable {
  private let descriptor: FileDescriptor

  /// Opens the directory `name` in the directory at `parent`, and makes it when it is not there.
  ///
  /// - Parameters:
  ///   - parent: an absolute path; links in it are the system's own business.
  ///   - isParentPrivate: whether the parent too must be this user's alone, as XDG_RUNTIME_DIR is.
  /// - Throws: `missing` when it cannot be opened or made, `foreign` when it is a link, belongs to somebody
  ///   else or is open to others.
  init(
    _ name: String, in parent: String, isParentPrivate: Bool, missing: Diagnostic, foreign: Diagnostic
  ) throws(CPSError) {
    let outer = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent.hasPrefix("/"), outer >= 0 else {
      if outer >= 0 { close(outer) }
      throw CPSError(missing, reason: "\(parent): \(String(cString: strerror(errno)))")
    }
    let parentDescriptor = FileDescriptor(owning: outer)
    if isParentPrivate { try Self.requirePrivate(parentDescriptor, path: parent, otherwise: foreign) }
    let made = mkdirat(parentDescriptor.number, name, 0o700)
    guard made == 0 || errno == EEXIST else {
      throw CPSError(missing, reason: "\(name): \(String(cString: strerror(errno)))")
    }
    let inner = openat(parentDescriptor.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard inner >= 0 else {
      // ELOOP or ENOTDIR: somebody put a link or a file there.
      throw CPSError(foreign, reason: "\(name): \(String(cString: strerror(errno)))")
    }
    descriptor = FileDescriptor(owning: inner)
    try Self.requirePrivate(descriptor, path: name, otherwise: foreign)
  }

  /// The descriptor, for calls that take a path relative to it.
  var number: Int32 { descriptor.number }

  /// A path to `name` that leads through the open descriptor, short enough for a socket address (unix(7)).
  func path(to name: String) -> String { "/proc/self/fd/\(descriptor.number)/\(name)" }

  private static func requirePrivate(
    _ descriptor: FileDescriptor, path: String, otherwise foreign: Diagnostic
  ) throws(CPSError) {
    var status = stat()
    guard fstat(descriptor.number, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else { throw CPSError(foreign, reason: "\(path) is not this user's alone") }
  }
}
