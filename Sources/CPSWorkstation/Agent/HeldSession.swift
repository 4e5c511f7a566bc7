internal import CPSProof

/// A session in the agent's memory: token and key, gone when this value is.
struct HeldSession: Sendable {
  /// The service.
  let target: ServiceTarget
  /// Speaks to it with the session's key.
  let client: ServiceClient
  /// The token.
  let token: HeldToken
  /// When it ends whatever happens.
  private let end: ContinuousClock.Instant
  private let idleTimeout: Duration
  private var lastUse: ContinuousClock.Instant

  init(
    _ target: ServiceTarget, client: ServiceClient, token: HeldToken, details: SessionDetails,
    since moment: ContinuousClock.Instant
  ) {
    self.target = target
    self.client = client
    self.token = token
    end = moment + .seconds(details.expiresIn)
    idleTimeout = .seconds(details.idleTimeout)
    lastUse = moment
  }

  /// When the agent forgets it, unless it is used before.
  var deadline: ContinuousClock.Instant { min(end, lastUse + idleTimeout) }

  /// Whether it is past its time.
  func isOver(at moment: ContinuousClock.Instant) -> Bool { moment >= deadline }

  /// Takes note of a use.
  mutating func touch(at moment: ContinuousClock.Instant) { lastUse = max(lastUse, moment) }
}
