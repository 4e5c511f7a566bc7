internal import Glibc
internal import Synchronization

/// A file descriptor that is closed once: by hand, or when the last one who knows it lets go.
final class FileDescriptor: Sendable {
  /// The number.
  let number: Int32
  private let isOpen = Mutex(true)

  init(owning number: Int32) { self.number = number }

  deinit { end() }

  /// Closes it, if it is open.
  func end() {
    isOpen.withLock { isOpen in
      if isOpen { close(number) }
      isOpen = false
    }
  }
}
