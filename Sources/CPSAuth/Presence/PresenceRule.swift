public import CPSDiagnostics
internal import CPSPrimitives

/// What a service demands of the card's presence during a session (attack case CL-10).
public struct PresenceRule: Sendable, Hashable {
  /// What becomes of a session whose lease has lapsed.
  public enum Lapse: String, Sendable, Hashable, CaseIterable {
    /// It ends.
    case end
    /// It stays, but the gate opens nothing until a person has typed a PIN again.
    case stepUp = "step-up"
  }

  /// The shortest and the longest lease that may be set.
  ///
  /// A workstation shows presence twice in a lease: below 30 seconds the card would be asked without pause, and
  /// beyond 10 minutes a card that was carried away would not be missed.
  public static let leaseRange: ClosedRange<Duration> = .seconds(30)...(.seconds(600))

  /// How long one presence lasts.
  public let lease: Duration
  /// Whether every card session must be kept up, or only those that have begun to.
  public let isRequired: Bool
  /// What becomes of a session whose lease has lapsed.
  public let lapse: Lapse

  /// Three minutes, for those that have begun to, at the end of which the session ends.
  public static let standard = PresenceRule(checkedLease: .seconds(180), isRequired: false, lapse: .end)

  private init(checkedLease: Duration, isRequired: Bool, lapse: Lapse) {
    lease = checkedLease
    self.isRequired = isRequired
    self.lapse = lapse
  }

  /// A rule of a configuration.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` outside ``leaseRange`` (attack case CA-08).
  public init(lease: Duration, isRequired: Bool, lapse: Lapse) throws(CPSError) {
    guard Self.leaseRange.contains(lease) else {
      throw CPSError(
        .configurationInvalid, ["place": "presence lease", "detail": "30 seconds to 10 minutes"])
    }
    self.init(checkedLease: lease, isRequired: isRequired, lapse: lapse)
  }

  /// Whether a lease is over, or reaches further than this rule ever gives one, so that the clock has gone back
  /// (attack case FT-03).
  func hasLapsed(_ lease: PresenceLease, at now: Timestamp) -> Bool {
    now >= lease.until || lease.until > now + self.lease + ChallengeAuthority.clockSkew
  }
}
