internal import CPSDiagnostics
private import CPSPrimitives
private import Synchronization

/// The thread behind a ``ReaderMonitor``.
final class ReaderWatch: Sendable {
  /// How long one wait lasts, in milliseconds.
  ///
  /// SCardCancel before the wait begins is lost (measured with pcsc-lite 1.9.9): the flag is looked at
  /// between waits, and this bounds the delay.
  static let slice = 500

  private struct State {
    var isStopped = false
    var context: ResourceManagerContext?
  }

  private let state = Mutex(State())
  private let manager: any ResourceManager
  private let tell: @Sendable (Result<ReaderEvent, CPSError>) -> Void
  private let finish: @Sendable () -> Void

  init(
    of manager: any ResourceManager, tell: @escaping @Sendable (Result<ReaderEvent, CPSError>) -> Void,
    finish: @escaping @Sendable () -> Void
  ) {
    self.manager = manager
    self.tell = tell
    self.finish = finish
  }

  func start() {
    do throws(CPSError) {
      try BlockingWork.start { [self] in run() }
    } catch {
      tell(.failure(error))
      finish()
    }
  }

  /// Ends the watch; the thread follows within a slice.
  func stop() {
    let context = state.withLock { state in
      state.isStopped = true
      return state.context
    }
    context?.cancelWait()
  }

  private var isStopped: Bool { state.withLock(\.isStopped) }

  private func run() {
    do throws(CPSError) {
      let context = try ResourceManagerContext(with: manager)
      state.withLock { $0.context = context }
      try follow(context)
    } catch {
      tell(.failure(error))
    }
    state.withLock { $0.context = nil }
    finish()
  }

  private func follow(_ context: ResourceManagerContext) throws(CPSError) {
    var list = ReaderWatchList()
    var states: [ReaderState] = []
    while !isStopped {
      let names = try context.readerNames()
      guard let seen = try list.wait(for: names, in: context, milliseconds: Self.slice) else { continue }
      for event in ReaderEvent.events(from: states, to: seen) { tell(.success(event)) }
      states = seen
    }
  }
}
