internal import Dispatch
internal import Glibc

/// Signals that are to end something in good order.
enum ProcessSignals {
  /// Calls `body` when the process is asked to end, in place of ending it, until the value is released.
  static func onEnd(_ body: @escaping @Sendable () -> Void) -> [any DispatchSourceSignal] {
    [SIGTERM, SIGINT, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler(handler: body)
      source.resume()
      return source
    }
  }
}
