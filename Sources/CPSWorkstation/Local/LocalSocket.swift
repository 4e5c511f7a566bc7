internal import CPSDiagnostics
internal import Glibc

/// One end of a stream between two processes of one user: messages with their length in front.
final class LocalSocket: Sendable {
  /// The longest message, in bytes: a protocol message and what the agent adds.
  static let maximumMessage = 65_536
  /// The bytes of a length.
  private static let lengthBytes = 4

  private let descriptor: FileDescriptor

  /// Takes over a connected socket, once the other end is known to be the same user's.
  ///
  /// - Throws: ``Diagnostic/agentForeign``.
  init(owning number: Int32) throws(CPSError) {
    descriptor = FileDescriptor(owning: number)
    // struct ucred: pid, uid and gid, 32 bits each (unix(7), SO_PEERCRED).
    var credentials: [UInt32] = [0, 0, 0]
    var length = socklen_t(MemoryLayout<UInt32>.size * credentials.count)
    let status = getsockopt(number, SOL_SOCKET, SO_PEERCRED, &credentials, &length)
    guard status == 0, length == 12, credentials[1] == geteuid() else {
      throw CPSError(.agentForeign, reason: "peer is user \(credentials[1])")
    }
  }

  /// Connects to the socket `name` of a private directory; nil when nobody listens there.
  ///
  /// - Throws: ``Diagnostic/agentForeign``, ``Diagnostic/agentUnavailable``.
  static func connect(to name: String, in directory: PrivateDirectory) throws(CPSError) -> LocalSocket? {
    let number = try LocalAddress.makeSocket()
    let status = LocalAddress.withAddress(of: directory.path(to: name)) { pointer, length in
      var status = Glibc.connect(number, pointer, length)
      // On a Unix socket a call that a signal ended has begun nothing.
      while status != 0, errno == EINTR { status = Glibc.connect(number, pointer, length) }
      return status
    }
    guard status == 0 else {
      let code = errno
      close(number)
      if code == ENOENT || code == ECONNREFUSED { return nil }
      throw CPSError(.agentUnavailable, reason: String(cString: strerror(code)))
    }
    return try LocalSocket(owning: number)
  }

  /// Bounds how long a read and a write may wait.
  func limitWaiting(to seconds: Int) {
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor.number, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor.number, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  }

  /// Sends one message; blocks.
  ///
  /// Goes on after a signal and after a part (attack case FT-04).
  ///
  /// - Throws: ``Diagnostic/agentUnavailable``; ``Diagnostic/timedOut`` where the other end takes nothing in time.
  func send(_ message: [UInt8]) throws(CPSError) {
    guard message.count <= Self.maximumMessage else {
      throw CPSError(.agentUnavailable, reason: "message of \(message.count) bytes")
    }
    let length = UInt32(message.count)
    let head = (0..<Self.lengthBytes).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) }
    var rest = (head + message)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw CPSError(
          Self.isLate(count) ? .timedOut : .agentUnavailable,
          reason: "send: \(String(cString: strerror(errno)))")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Receives one message; nil when the other end closed between two messages.
  ///
  /// Blocks, and goes on after a signal and after a part (attack case FT-04).
  ///
  /// - Throws: ``Diagnostic/agentUnavailable`` for a message that is too long or cut off; ``Diagnostic/timedOut``.
  func receive() throws(CPSError) -> [UInt8]? {
    guard let head = try receive(exactly: Self.lengthBytes) else { return nil }
    let length = head.reduce(0) { $0 << 8 | Int($1) }
    guard (1...Self.maximumMessage).contains(length) else {
      throw CPSError(.agentUnavailable, reason: "message of \(length) bytes announced")
    }
    guard let message = try receive(exactly: length) else {
      throw CPSError(.agentUnavailable, reason: "message cut off")
    }
    return message
  }

  /// Whether a call came back because the time of ``limitWaiting(to:)`` was over.
  private static func isLate(_ count: Int) -> Bool { count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) }

  /// Wakes whoever reads or writes, with the end of the stream.
  func shut() { shutdown(descriptor.number, Int32(SHUT_RDWR)) }

  private func receive(exactly count: Int) throws(CPSError) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let received = bytes.withUnsafeMutableBytes {
        recv(descriptor.number, $0.baseAddress?.advanced(by: filled), count - filled, 0)
      }
      if received < 0, errno == EINTR { continue }
      if received == 0, filled == 0 { return nil }
      guard received > 0 else {
        throw CPSError(Self.isLate(received) ? .timedOut : .agentUnavailable, reason: "message cut off")
      }
      filled += received
    }
    return bytes
  }
}
