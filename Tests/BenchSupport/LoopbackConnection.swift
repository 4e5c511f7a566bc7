internal import CPSDiagnostics

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#endif

/// A connection to a server on this machine that waits for each answer, and costs little beside it.
public final class LoopbackConnection {
  /// What came back.
  public struct Answer: Sendable {
    /// The status code.
    public let status: Int
    /// The body.
    public let body: [UInt8]
    fileprivate let fields: [(name: String, value: String)]

    /// The value of a header field, whose name is given in lower case.
    public func header(_ name: String) -> String? { fields.first { $0.name == name }?.value }
  }

  private struct Head {
    let end: Int
    let status: Int
    let fields: [(name: String, value: String)]

    var bodyLength: Int {
      fields.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    }
  }

  private let socket: Int32
  private var received: [UInt8] = []

  /// Connects to a port of 127.0.0.1.
  public init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw CPSError(.internalFault, reason: "connect: errno \(errno)") }
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
  }

  deinit { close(socket) }

  /// Sends a whole request and reads a whole answer, whose body must have a `Content-Length`.
  public func exchange(_ request: [UInt8]) throws -> Answer {
    try send(request)
    return try answer()
  }

  /// Reads a whole answer, to the first request that was sent and not answered yet.
  public func answer() throws -> Answer {
    var head = self.head()
    while head == nil {
      try receive()
      head = self.head()
    }
    guard let head else { throw CPSError(.internalFault, reason: "an answer without a head") }
    let length = head.end + head.bodyLength
    while received.count < length { try receive() }
    defer { received.removeFirst(length) }
    return Answer(status: head.status, body: Array(received[head.end..<length]), fields: head.fields)
  }

  /// Sends a whole request.
  public func send(_ request: [UInt8]) throws {
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { throw CPSError(.internalFault, reason: "write: errno \(errno)") }
      sent += count
    }
  }

  private func receive() throws {
    try withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
      let count = read(socket, buffer.baseAddress, buffer.count)
      guard count > 0 else { throw CPSError(.internalFault, reason: "read: errno \(errno)") }
      received.append(contentsOf: buffer[..<count])
    }
  }

  /// The head of the answer that comes next; nil while it is not whole.
  private func head() -> Head? {
    let mark = Array("\r\n\r\n".utf8)
    guard received.count >= mark.count,
      let end = (0...received.count - mark.count).first(where: {
        received[$0] == mark[0] && received[$0..<$0 + mark.count].elementsEqual(mark)
      })
    else { return nil }
    let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n")
    let fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (name: parts[0].lowercased(), value: parts.count == 2 ? String(parts[1].drop { $0 == " " }) : "")
    }
    let status = lines.first.flatMap { Int($0.dropFirst("HTTP/1.1 ".count).prefix(3)) } ?? 0
    return Head(end: end + mark.count, status: status, fields: fields)
  }
}
