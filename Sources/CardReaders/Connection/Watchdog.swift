private import CPSPrimitives
private import Dispatch

/// Runs something after a while, unless it is called off: on a queue of its own, so that it comes in time
/// even when every thread of the cooperative pool is busy.
final class Watchdog: @unchecked Sendable {
  private static let queue = DispatchQueue(label: "cpsauth.card-watchdog")

  // INVARIANT: set up before init returns, and then only cancelled.
  private let timer: any DispatchSourceTimer

  init(after delay: Duration, _ action: @escaping @Sendable () -> Void) {
    let timer = DispatchSource.makeTimerSource(queue: Self.queue)
    timer.schedule(deadline: .now() + .milliseconds(Int(clamping: max(0, delay.milliseconds))))
    timer.setEventHandler(handler: action)
    timer.activate()
    self.timer = timer
  }

  deinit { timer.cancel() }
}
