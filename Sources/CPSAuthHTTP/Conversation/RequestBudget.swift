internal import CPSDiagnostics
internal import CPSPrimitives

/// What those without a session may ask, source by source, and the clock by which it comes back.
struct RequestBudget: Sendable {
  let limiter: RequestLimiter
  let clock: any WallClock

  /// Takes one request off the budget of `source`.
  ///
  /// - Throws: ``Diagnostic/tooManyRequests`` with the time to wait.
  func spend(by source: String) throws(CPSError) {
    try refuse(limiter.wait(of: source, at: clock.now()))
  }

  /// Refuses `source` while it has nothing left, and takes nothing.
  ///
  /// - Throws: ``Diagnostic/tooManyRequests`` with the time to wait.
  func require(of source: String) throws(CPSError) {
    try refuse(limiter.presentWait(of: source, at: clock.now()))
  }

  private func refuse(_ wait: Duration?) throws(CPSError) {
    guard let wait else { return }
    throw CPSError(.tooManyRequests, ["seconds": String(wait.secondsRoundedUp)])
  }
}
