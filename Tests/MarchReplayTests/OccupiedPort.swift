import Foundation
import TestSupport

/// A port of this machine on which somebody listens.
struct OccupiedPort {
  /// Its number.
  let number: Int
  private let descriptor: Int32

  /// Takes any port that is free.
  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(INADDR_LOOPBACK).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let taken = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    number = Int(UInt16(bigEndian: address.sin_port))
    guard taken else {
      close(descriptor)
      throw TestSupportError("no port")
    }
  }

  /// Gives it back.
  func release() { close(descriptor) }
}
