public import CPSDiagnostics

/// How many logins of one person, or by one card, are those of a human being within one window.
public struct LoginPace: Sendable, Hashable {
  /// How long a login counts.
  public let window: Duration
  /// How many are taken as they come; from there on the card must be known to stay.
  public let unattended: Int
  /// How many are taken at all.
  public let limit: Int

  /// A pace.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for a window beyond ``PolicyQuota/windowRange``, for a limit
  ///   beyond ``PolicyQuota/limitRange``, and for more unattended logins than logins.
  public init(window: Duration, unattended: Int, limit: Int) throws(CPSError) {
    guard PolicyQuota.windowRange.contains(window), PolicyQuota.limitRange.contains(limit),
      (1...limit).contains(unattended)
    else {
      throw CPSError(
        .configurationInvalid,
        ["place": "login pace", "detail": "1 s to 31 days, 1 to 1,000,000, unattended within the limit"])
    }
    self.init(checked: window, unattended: unattended, limit: limit)
  }

  init(checked window: Duration, unattended: Int, limit: Int) {
    self.window = window
    self.unattended = unattended
    self.limit = limit
  }

  /// Refuses beyond the limit.
  var refusing: PolicyQuota { quota("login-\(window.components.seconds)", limit, .refuse) }

  /// Asks beyond for a card that is known to stay.
  var watching: PolicyQuota {
    quota("login-unattended-\(window.components.seconds)", unattended, .stepUp)
  }

  private func quota(_ name: String, _ limit: Int, _ beyond: PolicyQuota.Beyond) -> PolicyQuota {
    PolicyQuota(
      name: name, counts: .requests, per: [.person, .card], window: window, limit: limit, beyond: beyond)
  }
}
