private import Synchronization

/// Counts the threads that hang in a card and have no owner any more.
final class AbandonedThreads: Sendable {
  /// The most that are put up with.
  static let maximum = 2
  /// Those of this process.
  static let ofThisProcess = AbandonedThreads()

  private let count = Mutex(0)

  /// Whether another one could be put up with.
  var admitsAnother: Bool { count.withLock { $0 < Self.maximum } }
  /// Whether there is none.
  var isEmpty: Bool { count.withLock { $0 == 0 } }

  /// A thread hangs without an owner from now on.
  func begin() { count.withLock { $0 += 1 } }

  /// It came back.
  func end() { count.withLock { $0 -= 1 } }
}
