import Glibc
import TestSupport

/// The reader's end of the wire: listens as vpcd does, on a port of its own.
final class FakeReader: Sendable {
  private let listener: Int32
  let port: UInt16

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) | listen(listener, 1) | getsockname(listener, $0, &length)
      }
    }
    self.listener = listener
    guard status == 0 else { throw TestSupportError("no port: errno \(errno)") }
    self.port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(listener) }

  /// Waits at most 5 s for a card.
  func accept() throws -> Slot {
    var watched = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, 5_000) == 1 else { throw TestSupportError("no card came") }
    return Slot(descriptor: Glibc.accept(listener, nil, nil))
  }

  /// A card in the reader.
  final class Slot: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Sends raw bytes, in pieces of `size`.
    func send(_ bytes: [UInt8], piece size: Int = 4_096) {
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        _ = Glibc.send(descriptor, piece, piece.count, Int32(MSG_NOSIGNAL))
      }
    }

    func command(_ bytes: [UInt8]) { send([UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes) }

    /// The payload of the next frame; nil when the card has gone or says nothing for 5 s.
    func receive() -> [UInt8]? {
      guard let header = receive(2) else { return nil }
      return receive(Int(header[0]) << 8 | Int(header[1]))
    }

    private func receive(_ count: Int) -> [UInt8]? {
      var bytes: [UInt8] = []
      while bytes.count < count {
        var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, 5_000) == 1 else { return nil }
        var block = [UInt8](repeating: 0, count: count - bytes.count)
        let received = recv(descriptor, &block, block.count, 0)
        guard received > 0 else { return nil }
        bytes += block.prefix(received)
      }
      return bytes
    }
  }
}
