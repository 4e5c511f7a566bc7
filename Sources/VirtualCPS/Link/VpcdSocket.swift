internal import CPSDiagnostics
internal import Glibc

/// The card's end of the wire to vpcd: frames, and a way to end the waiting.
struct VpcdSocket: ~Copyable {
  private static let connectionTimeout: Int32 = 5_000
  private static let retryInterval: Int32 = 20

  private let descriptor: Int32
  private let stop: StopSignal

  private init(descriptor: Int32, stop: StopSignal) {
    self.descriptor = descriptor
    self.stop = stop
  }

  deinit { close(descriptor) }

  /// Connects, again and again while nobody listens, until `deadline`.
  ///
  /// - Throws: ``Diagnostic/virtualReaderUnreachable``, or ``Diagnostic/cancelled`` when stopped.
  static func connect(
    to address: VirtualReaderAddress, until deadline: ContinuousClock.Instant, stop: StopSignal
  ) throws(CPSError) -> VpcdSocket {
    while true {
      let failure: Int32
      switch attempt(address, stop) {
      case .success(let descriptor): return VpcdSocket(descriptor: descriptor, stop: stop)
      case .failure(let refusal): failure = refusal.number
      }
      guard failure != ECANCELED else { throw CPSError(.cancelled) }
      guard ContinuousClock.now < deadline, failure == ECONNREFUSED else {
        throw CPSError(
          .virtualReaderUnreachable, ["address": address.description],
          reason: failure == 0 ? "the host is not known" : String(cString: strerror(failure)))
      }
      if stop.wait(milliseconds: retryInterval) == .stopped { throw CPSError(.cancelled) }
    }
  }

  /// The next frame; nil when the reader hung up or the wait was stopped.
  func receive() -> VpcdFrame? {
    guard let header = receive(count: 2),
      let payload = receive(count: Int(header[0]) << 8 | Int(header[1]))
    else { return nil }
    return VpcdFrame(payload: payload)
  }

  /// Sends a payload; whether it left.
  func send(_ payload: [UInt8]) -> Bool {
    var rest = VpcdFrame.bytes(of: payload)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        guard stop.wait(for: descriptor, POLLOUT) == .ready else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// vpcd sends length and payload apart: its Nagle algorithm then waits 40 ms for our delayed
  /// acknowledgement, unless TCP_QUICKACK is set before every read, since the flag does not last (tcp(7);
  /// cps-card.md section 12).
  private func receive(count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: count)
    while bytes.count < count {
      var isOn: Int32 = 1
      setsockopt(
        descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &isOn, socklen_t(MemoryLayout<Int32>.size))
      guard stop.wait(for: descriptor) == .ready else { return nil }
      let received = recv(descriptor, &block, count - bytes.count, 0)
      if received > 0 {
        bytes += block.prefix(received)
      } else if received == 0 || errno != EINTR && errno != EAGAIN {
        return nil
      }
    }
    return bytes
  }

  private struct Refusal: Error {
    /// errno, or 0 when the name was not resolved.
    let number: Int32
  }

  private static func attempt(_ address: VirtualReaderAddress, _ stop: StopSignal) -> Result<Int32, Refusal> {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, String(address.port), &hints, &list) == 0, let first = list else {
      return .failure(Refusal(number: 0))
    }
    defer { freeaddrinfo(first) }
    var failure: Int32 = 0
    for entry in sequence(first: first, next: { $0.pointee.ai_next }) {
      switch attempt(entry.pointee, stop) {
      case .success(let descriptor): return .success(descriptor)
      case .failure(let refusal): failure = refusal.number
      }
    }
    return .failure(Refusal(number: failure))
  }

  private static func attempt(_ entry: addrinfo, _ stop: StopSignal) -> Result<Int32, Refusal> {
    let kind = entry.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let descriptor = socket(entry.ai_family, kind, entry.ai_protocol)
    guard descriptor >= 0 else { return .failure(Refusal(number: errno)) }
    let status = Glibc.connect(descriptor, entry.ai_addr, entry.ai_addrlen)
    let failure = status == 0 ? 0 : errno == EINPROGRESS ? outcome(of: descriptor, stop) : errno
    guard failure == 0 else {
      close(descriptor)
      return .failure(Refusal(number: failure))
    }
    return .success(descriptor)
  }

  /// errno of a connection that was begun, 0 when it stands.
  private static func outcome(of descriptor: Int32, _ stop: StopSignal) -> Int32 {
    switch stop.wait(for: descriptor, POLLOUT, milliseconds: connectionTimeout) {
    case .stopped: return ECANCELED
    case .timedOut: return ETIMEDOUT
    case .ready:
      var failure: Int32 = 0
      var length = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length)
      return failure
    }
  }
}
