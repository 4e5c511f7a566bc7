/// Tells when the screen of this user is locked.
public protocol ScreenLock: Sendable {
  /// Yields whenever the screen is locked; ends when that cannot be told.
  func locks() -> AsyncStream<Void>
}
