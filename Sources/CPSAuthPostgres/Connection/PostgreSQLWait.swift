internal import CPSDiagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Waits for a socket; blocks the thread, so never on one of the cooperative pool.
enum PostgreSQLWait {
  enum Event {
    case readable
    case writable
    case either

    fileprivate var mask: Int16 {
      switch self {
      case .readable: Int16(POLLIN)
      case .writable: Int16(POLLOUT)
      case .either: Int16(POLLIN | POLLOUT)
      }
    }
  }

  /// Returns when the socket is ready, or closed at its other end.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when the deadline has passed.
  static func until(
    _ descriptor: Int32, is event: Event, before deadline: ContinuousClock.Instant
  ) throws(CPSError) {
    while true {
      let left = deadline - ContinuousClock.now
      guard left > .zero else { throw CPSError(.storeUnavailable, reason: "PostgreSQL: no answer in time") }
      // Rounded up: a wait of nothing would turn the last millisecond into a busy loop.
      let milliseconds =
        min(left.components.seconds * 1_000, 3_600_000)
        + left.components.attoseconds / 1_000_000_000_000_000 + 1
      var entry = pollfd(fd: descriptor, events: event.mask, revents: 0)
      let count = poll(&entry, 1, Int32(milliseconds))
      if count > 0 { return }
      guard count == 0 || errno == EINTR else {
        throw CPSError(.storeUnavailable, reason: "PostgreSQL: poll: errno \(errno)")
      }
    }
  }

  /// Whether something can be read at once, the end of the connection included.
  static func isReadable(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}
