internal import CPSDiagnostics
private import CPSPrimitives
private import Dispatch
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
  private let outlivesService: Bool
  /// Signalled when the watch ends, for a thread that waits between two attempts.
  private let end = DispatchSemaphore(value: 0)
  private let tell: @Sendable (Result<ReaderEvent, CPSError>) -> Void
  private let finish: @Sendable () -> Void

  init(
    of manager: any ResourceManager, outlivesService: Bool,
    tell: @escaping @Sendable (Result<ReaderEvent, CPSError>) -> Void,
    finish: @escaping @Sendable () -> Void
  ) {
    self.manager = manager
    self.outlivesService = outlivesService
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
    end.signal()
    context?.cancelWait()
  }

  private var isStopped: Bool { state.withLock(\.isStopped) }

  private func run() {
    var course = Course()
    while !isStopped {
      do throws(CPSError) {
        let context = try ResourceManagerContext(with: manager)
        state.withLock { $0.context = context }
        try follow(context, &course)
      } catch {
        guard outlivesService, course.hasBegun, Self.losses.contains(error.diagnostic) else {
          tell(.failure(error))
          break
        }
        lose(&course)
        _ = end.wait(timeout: .now() + .milliseconds(Self.slice))
      }
      state.withLock { $0.context = nil }
    }
    state.withLock { $0.context = nil }
    finish()
  }

  /// The ways in which a resource manager that is restarted is missed.
  private static let losses: Set<Diagnostic> = [
    .readerServiceUnavailable, .readerServiceDead, .readerServiceNotInstalled,
  ]

  /// What was told so far.
  private struct Course {
    var states: [ReaderState] = []
    /// Whether the resource manager was there once.
    var hasBegun = false
    var isLost = false
  }

  /// Tells that all is gone, once.
  private func lose(_ course: inout Course) {
    guard !course.isLost else { return }
    advance(&course, to: [])
    course.isLost = true
    tell(.success(.serviceLost))
  }

  private func advance(_ course: inout Course, to seen: [ReaderState]) {
    for event in ReaderEvent.events(from: course.states, to: seen) { tell(.success(event)) }
    course.states = seen
  }

  private func follow(_ context: ResourceManagerContext, _ course: inout Course) throws(CPSError) {
    var list = ReaderWatchList()
    while !isStopped {
      let names = try context.readerNames()
      course.hasBegun = true
      if course.isLost {
        course.isLost = false
        tell(.success(.serviceRestored))
      }
      guard let seen = try list.wait(for: names, in: context, milliseconds: Self.slice) else { continue }
      advance(&course, to: seen)
    }
  }
}
