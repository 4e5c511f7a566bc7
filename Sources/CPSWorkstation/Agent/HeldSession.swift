internal import CPSProof

/// A session in the agent's memory: token and key, gone when this value is.
struct HeldSession: Sendable {
  /// The service.
  let target: ServiceTarget
  /// Speaks to it with the session's key.
  let client: ServiceClient
  /// The key that it is bound to: each session has one of its own, so that it tells sessions apart.
  let key: HeldKey
  /// The token; a step-up exchanges it.
  private(set) var token: HeldToken
  /// SHA-256 of the certificate of the card that opened it.
  let certificateSHA256: [UInt8]
  /// What the service said of it last.
  var details: SessionDetails
  /// When it ends whatever happens.
  let end: ContinuousClock.Instant
  private let idleTimeout: Duration
  private var lastUse: ContinuousClock.Instant

  init(
    _ target: ServiceTarget, client: ServiceClient, key: HeldKey, token: HeldToken,
    certificateSHA256: [UInt8], details: SessionDetails, since moment: ContinuousClock.Instant
  ) {
    self.target = target
    self.client = client
    self.key = key
    self.token = token
    self.certificateSHA256 = certificateSHA256
    self.details = details
    end = moment + .seconds(details.expiresIn)
    idleTimeout = .seconds(details.idleTimeout)
    lastUse = moment
  }

  /// When the agent forgets it, unless it is used before.
  var deadline: ContinuousClock.Instant { min(end, lastUse + idleTimeout) }

  /// Whether it is past its time.
  func isOver(at moment: ContinuousClock.Instant) -> Bool { moment >= deadline }

  /// Goes on under another token.
  mutating func exchange(for token: HeldToken, _ details: SessionDetails) {
    self.token = token
    self.details = details
  }

  /// Takes note of a use.
  mutating func touch(at moment: ContinuousClock.Instant) { lastUse = max(lastUse, moment) }
}
