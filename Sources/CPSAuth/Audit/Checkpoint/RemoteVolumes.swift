#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The mounted file systems that another host serves, by their device.
struct RemoteVolumes {
  private static let types: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "afs", "lustre", "fuse.sshfs", "fuse.glusterfs",
  ]
  /// Longer than any table of mounts of a machine that is in its senses, in bytes.
  private static let maximumLength = 1 << 20

  private var devices: Set<UInt64> = []

  /// Reads a table in the form of `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
  init(mountInfo text: String) {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      // After the fields of a mount stand optional ones, a hyphen, and the type.
      guard fields.count > 4, let hyphen = fields.firstIndex(of: "-"), hyphen + 1 < fields.endIndex,
        Self.types.contains(String(fields[hyphen + 1]))
      else { continue }
      let numbers = fields[2].split(separator: ":").compactMap { UInt32($0) }
      if numbers.count == 2 { devices.insert(UInt64(makedev(numbers[0], numbers[1]))) }
    }
  }

  /// What is mounted now; nothing where that cannot be read.
  static func current() -> RemoteVolumes {
    let file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return RemoteVolumes(mountInfo: "") }
    defer { close(file) }
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while content.count < maximumLength {
      let count = read(file, &piece, piece.count)
      guard count > 0 else { break }
      content += piece.prefix(count)
    }
    return RemoteVolumes(mountInfo: String(decoding: content, as: UTF8.self))
  }

  func contains(device: UInt64) -> Bool { devices.contains(device) }

  /// The number of a device from its two parts (makedev(3), a macro in C).
  private func makedev(_ major: UInt32, _ minor: UInt32) -> UInt64 {
    let (major, minor) = (UInt64(major), UInt64(minor))
    return (minor & 0xFF) | (major & 0xFFF) << 8 | (minor & ~0xFF) << 12 | (major & ~0xFFF) << 32
  }
}
