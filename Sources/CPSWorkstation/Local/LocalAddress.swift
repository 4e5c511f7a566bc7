internal import CPSDiagnostics
internal import Glibc

/// The address of a socket in the file system (unix(7)).
enum LocalAddress {
  /// A stream socket that no child inherits.
  static func makeSocket() throws(CPSError) -> Int32 {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else {
      throw CPSError(.agentUnavailable, reason: "socket: \(String(cString: strerror(errno)))")
    }
    return number
  }

  /// Calls `body` with the address of `path`, which is shorter than the 108 bytes that there are.
  static func withAddress(
    of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
