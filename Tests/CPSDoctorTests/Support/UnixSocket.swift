import Foundation
import TestSupport

/// A Unix socket in a file, with or without somebody behind it.
final class UnixSocket: Sendable {
  private let descriptor: Int32

  private init(at path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw TestSupportError("bind: errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// One that takes connections as long as the value lives.
  static func listening(at path: String) throws -> UnixSocket {
    let socket = try UnixSocket(at: path)
    guard listen(socket.descriptor, 8) == 0 else { throw TestSupportError("listen: errno \(errno)") }
    return socket
  }

  /// One whose owner has died.
  static func leave(at path: String) throws { _ = try UnixSocket(at: path) }
}
