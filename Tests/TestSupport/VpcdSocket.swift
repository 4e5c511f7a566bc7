import Foundation

/// The card's end of the wire to vpcd: frames of a two-byte big-endian length and a payload
/// (cps-card.md section 12).
struct VpcdSocket: Sendable {
  /// What vpcd sends.
  enum Frame: Sendable, Equatable {
    case powerOff, powerOn, reset, answerToReset
    case command([UInt8])
  }

  private let descriptor: Int32

  /// Connects to a reader slot of this machine.
  init(port: UInt16) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    // A slot that has its card leaves a second one waiting for ever.
    var limit = timeval(tv_sec: 3, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else {
      let failure = errno
      Foundation.close(descriptor)
      throw TestSupportError("no virtual reader on port \(port): errno \(failure)")
    }
  }

  /// The next frame, or nil when the reader has gone or this end was shut.
  func receive() -> Frame? {
    guard let header = receive(count: 2) else { return nil }
    guard let payload = receive(count: Int(header[0]) << 8 | Int(header[1])) else { return nil }
    guard payload.count == 1 else { return .command(payload) }
    switch payload[0] {
    case 0: return .powerOff
    case 1: return .powerOn
    case 2: return .reset
    case 4: return .answerToReset
    default: return .command(payload)
    }
  }

  /// vpcd sends length and payload apart, so that its Nagle waits for our delayed acknowledgement: 40 ms a
  /// command, unless TCP_QUICKACK is set again before every read (the flag does not last, tcp(7)).
  private func receive(count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var received = 0
    while received < count {
      var on: Int32 = 1
      setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
      let more = bytes.withUnsafeMutableBytes { memory in
        recv(descriptor, memory.baseAddress?.advanced(by: received), count - received, 0)
      }
      guard more > 0 else { return nil }
      received += more
    }
    return bytes
  }

  func send(_ payload: [UInt8]) {
    let frame = [UInt8(payload.count >> 8), UInt8(truncatingIfNeeded: payload.count)] + payload
    _ = Foundation.send(descriptor, frame, frame.count, Int32(MSG_NOSIGNAL))
  }

  /// Ends both directions; a thread in ``receive()`` returns.
  func shut() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  func close() { Foundation.close(descriptor) }
}
