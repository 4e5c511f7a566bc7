private import Foundation
private import Synchronization

/// Keeps threads out of libpcsclite once the process is ending.
///
/// The library frees its list of contexts while `exit` runs its destructors (seen with pcsc-lite 1.9.9). A
/// thread that let go of its context at that moment read what was freed: 4 of 2,150 commands that had done their
/// work ended by signal 11. Handlers of `atexit` run before destructors: from then on no call begins, and the
/// short ones that have begun are waited for.
final class LibraryGate: Sendable {
  /// What kind of call passes.
  enum Call: Sendable {
    /// Answered at once by the daemon, or by nobody.
    case short
    /// Waits for a card, a reader or another program: the end of the process does not wait for it.
    case waiting
  }

  /// The gate of the library that this process has loaded.
  static let ofThisProcess: LibraryGate = {
    atexit { LibraryGate.ofThisProcess.close(within: patience) }
    return LibraryGate()
  }()

  /// How long the end of the process waits for calls that have begun.
  private static let patience = Duration.seconds(1)

  private struct State {
    var shortCalls = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let park: @Sendable () -> Void

  /// - Parameter park: what a thread does that comes too late; it must not return.
  init(park: @escaping @Sendable () -> Void = { while true { pause() } }) { self.park = park }

  /// Makes a call, or holds the thread for good when the process is ending.
  func pass<Answer>(_ kind: Call = .short, _ call: () -> Answer) -> Answer {
    let isOpen = state.withLock { state in
      if !state.isClosed, kind == .short { state.shortCalls += 1 }
      return !state.isClosed
    }
    if !isOpen { park() }
    defer { if kind == .short { state.withLock { $0.shortCalls -= 1 } } }
    return call()
  }

  /// Lets no further call begin, and waits for the short ones that have.
  ///
  /// - Returns: whether all of them ended in time.
  @discardableResult
  func close(within patience: Duration) -> Bool {
    let end = ContinuousClock.now + patience
    state.withLock { $0.isClosed = true }
    while state.withLock({ $0.shortCalls > 0 }) {
      guard ContinuousClock.now < end else { return false }
      usleep(1_000)
    }
    return true
  }
}
