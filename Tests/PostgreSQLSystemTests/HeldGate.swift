import Dispatch
import Synchronization

/// Where threads wait until a test lets them go on.
final class HeldGate: Sendable {
  private let arrived = Atomic<Int>(0)
  private let isOpen = DispatchSemaphore(value: 0)

  /// How many have come so far.
  var count: Int { arrived.load(ordering: .acquiring) }
  /// Whether anybody has.
  var isReached: Bool { count > 0 }

  /// Blocks the thread until the gate is opened.
  func passThrough() {
    arrived.wrappingAdd(1, ordering: .acquiringAndReleasing)
    isOpen.wait()
    isOpen.signal()
  }

  /// Lets everybody go on, those who come later included.
  func open() { isOpen.signal() }
}
