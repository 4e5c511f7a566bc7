import Glibc
import TestSupport

/// A TCP connection to a port of this machine, as bare as the system gives it.
final class PlainConnection {
  /// Longer than any answer takes, in seconds.
  private static let patience = 60
  /// POLLRDHUP of poll(2), which the module for glibc does not show.
  private static let readHangUp: Int16 = 0x2000

  private let number: Int32

  /// A connection.
  ///
  /// - Parameters:
  ///   - host: the last number of the address in 127.0.0.0/24 that it comes from.
  ///   - buffer: what the system keeps for it in each direction, in bytes; nil for what it likes.
  init(port: UInt16, from host: UInt8 = 1, buffer: Int32? = nil) throws {
    number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var own = Self.address(host, port: 0)
    var address = Self.address(1, port: port)
    if var buffer {
      setsockopt(number, SOL_SOCKET, SO_SNDBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
      setsockopt(number, SOL_SOCKET, SO_RCVBUF, &buffer, socklen_t(MemoryLayout<Int32>.size))
    }
    var atOnce: Int32 = 1
    setsockopt(number, Int32(IPPROTO_TCP), TCP_NODELAY, &atOnce, socklen_t(MemoryLayout<Int32>.size))
    var limit = timeval(tv_sec: Self.patience, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let status = withUnsafeBytes(of: &own) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { bind(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard number >= 0, status == 0 else { throw TestSupportError("bind: errno \(errno)") }
    let reached = withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { connect(number, $0.baseAddress, socklen_t(bytes.count)) }
    }
    guard reached == 0 else { throw TestSupportError("connect: errno \(errno)") }
  }

  private static func address(_ host: UInt8, port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = (in_addr_t(0x7F00_0000) + in_addr_t(host)).bigEndian
    return address
  }

  deinit { close(number) }

  func send(_ bytes: [UInt8]) throws {
    guard Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw TestSupportError("send: errno \(errno)")
    }
  }

  /// Sends what the system takes at once, and says how many bytes that were.
  func sendWithoutWaiting(_ bytes: [UInt8]) -> Int {
    max(0, Glibc.send(number, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)))
  }

  /// Whether the other end has closed; nothing is read to find out.
  var isClosedByPeer: Bool {
    var state = pollfd(fd: number, events: Self.readHangUp, revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & (Self.readHangUp | Int16(POLLHUP | POLLERR)) != 0
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
