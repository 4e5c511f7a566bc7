import Glibc
import TestSupport

/// A TCP connection to a port of this machine, as bare as the system gives it.
final class PlainConnection {
  /// Longer than any answer takes, in seconds.
  private static let patience = 60

  private let number: Int32

  init(port: UInt16) throws {
    number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var atOnce: Int32 = 1
    setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, socklen_t(MemoryLayout<Int32>.size))
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let status = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { connect(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard number >= 0, status == 0 else { throw TestSupportError("connect: errno \(errno)") }
  }

  deinit { close(number) }

  func send(_ bytes: [UInt8]) throws {
    guard Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw TestSupportError("send: errno \(errno)")
    }
  }

  /// Everything until the other end closes, in reads of so many bytes.
  func receiveAll(byBytes count: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: count)
    while true {
      let received = recv(number, &part, count, 0)
      guard received >= 0 else { throw TestSupportError("recv: errno \(errno)") }
      guard received > 0 else { return all }
      all += part.prefix(received)
    }
  }
}
