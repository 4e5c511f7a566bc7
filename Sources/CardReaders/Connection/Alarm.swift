/// How something is made to run after a while: by a ``Watchdog``, or when a test says so.
struct Alarm: Sendable {
  /// Sets an alarm that is called off when what comes back is let go of.
  let set: @Sendable (_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any AnyObject & Sendable

  /// By the clock of this machine.
  static let system = Alarm { delay, action in Watchdog(after: delay, action) }
}
