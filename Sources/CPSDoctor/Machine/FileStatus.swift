/// What lies at a path, without following a link there (lstat(2)).
struct FileStatus: Sendable, Hashable {
  enum Kind: Sendable { case file, directory, link, socket, other }

  let kind: Kind
  /// The number of its owner.
  let owner: UInt32
  /// Permission bits.
  let mode: UInt32

  /// Whether nobody but its owner may do anything with it.
  var isPrivate: Bool { mode & 0o077 == 0 }
  /// The permission bits as people write them.
  var modeText: String { String(mode, radix: 8) }
}
