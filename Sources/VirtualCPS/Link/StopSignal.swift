internal import Glibc

/// A flag that a thread can wait for together with a socket: a pipe that becomes readable.
final class StopSignal: Sendable {
  private let reading: Int32
  private let writing: Int32

  /// What a wait ended with.
  enum Wakeup {
    case ready
    case timedOut
    case stopped
  }

  /// Without descriptors left, every wait counts as stopped.
  init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    if reading >= 0 { close(reading) }
    if writing >= 0 { close(writing) }
  }

  /// Ends all waits, present and future.
  func raise() {
    var one: UInt8 = 1
    write(writing, &one, 1)
  }

  /// Waits until `other` has one of `events`, the signal is raised, or the time is up.
  func wait(for other: Int32? = nil, _ events: Int32 = POLLIN, milliseconds: Int32 = -1) -> Wakeup {
    guard reading >= 0 else { return .stopped }
    var watched = [pollfd(fd: reading, events: Int16(POLLIN), revents: 0)]
    if let other { watched.append(pollfd(fd: other, events: Int16(events), revents: 0)) }
    while true {
      let count = poll(&watched, nfds_t(watched.count), milliseconds)
      if count < 0, errno == EINTR { continue }
      if count == 0 { return .timedOut }
      return watched[0].revents != 0 || count < 0 ? .stopped : .ready
    }
  }
}
