public import CPSDiagnostics

/// How long sessions live.
///
/// Idle 1 hour and absolute 4 hours unless shorter (DESIGN.md, "The way of the data", 6; the figures of the
/// service that inspired this one, igc-sante.md section 4, rule 17). A configuration may shorten them and
/// never lengthen them (attack case CA-08).
public struct SessionLimits: Sendable, Hashable {
  /// The longest time without a request, and the default.
  public static let maximumIdle: Duration = .seconds(3_600)
  /// The longest life, and the default.
  public static let maximumAbsolute: Duration = .seconds(14_400)
  /// The shortest time that either may be set to.
  public static let minimum: Duration = .seconds(60)

  /// The longest time without a request.
  public let idle: Duration
  /// The longest life.
  public let absolute: Duration

  /// What is demanded of the card's presence.
  public let presence: PresenceRule
  /// How often one person logs in.
  public let rhythm: LoginRhythm

  /// The defaults: 1 hour idle, 4 hours absolute, presence as ``PresenceRule/standard``, rhythm as
  /// ``LoginRhythm/standard``.
  public static let standard = SessionLimits(
    checkedIdle: maximumIdle, absolute: maximumAbsolute, presence: .standard, rhythm: .standard)

  private init(
    checkedIdle: Duration, absolute: Duration, presence: PresenceRule, rhythm: LoginRhythm
  ) {
    self.idle = checkedIdle
    self.absolute = absolute
    self.presence = presence
    self.rhythm = rhythm
  }

  /// Limits of a configuration.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` outside 1 minute to 1 hour idle, or 1 minute to 4 hours
  ///   absolute, or when the idle limit is the longer one.
  public init(
    idle: Duration, absolute: Duration, presence: PresenceRule = .standard,
    rhythm: LoginRhythm = .standard
  ) throws(CPSError) {
    guard (Self.minimum...Self.maximumIdle).contains(idle),
      (Self.minimum...Self.maximumAbsolute).contains(absolute), idle <= absolute
    else {
      throw CPSError(
        .configurationInvalid,
        ["place": "session limits", "detail": "idle 1 min to 1 h, absolute 1 min to 4 h"])
    }
    self.init(checkedIdle: idle, absolute: absolute, presence: presence, rhythm: rhythm)
  }
}
