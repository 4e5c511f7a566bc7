public import CPSDiagnostics

/// How often the telephone check may be tried.
///
/// The figures of ``standard`` are a choice, not a measure: what a help desk does by day, and what an agent does who tries
/// numbers out.
public struct TelephoneLimits: Sendable, Hashable {
  /// How many checks of one account there are in a day, confirmed or not; not to be raised.
  ///
  /// With five digits, of which two are a key, three tries a day find the right ones in a year with a chance of about
  /// one in ninety (3 · 365 / 97,000).
  public static let checksOfAccountPerDay = 3
  /// What a limit may be.
  public static let range = 1...10_000
  /// What a service without a configuration does.
  public static let standard = TelephoneLimits(
    checked: 20, checksPerDay: 100, failuresPerHour: 5, failuresPerDay: 10, burstPerHour: 20)

  /// Checks of one agent in an hour, confirmed or not.
  public let checksPerHour: Int
  /// Checks of one agent in a day, confirmed or not.
  public let checksPerDay: Int
  /// Checks of one agent in an hour that confirm nobody.
  public let failuresPerHour: Int
  /// Checks of one agent in a day that confirm nobody.
  public let failuresPerDay: Int
  /// Checks of all agents in an hour that confirm nobody: more raise an alarm, and are not refused.
  public let burstPerHour: Int

  /// Limits.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for one beyond ``range``, or lower for a day than for an hour.
  public init(
    checksPerHour: Int, checksPerDay: Int, failuresPerHour: Int, failuresPerDay: Int, burstPerHour: Int
  ) throws(CPSError) {
    let all = [checksPerHour, checksPerDay, failuresPerHour, failuresPerDay, burstPerHour]
    guard all.allSatisfy(Self.range.contains), checksPerHour <= checksPerDay,
      failuresPerHour <= failuresPerDay
    else {
      throw CPSError(
        .configurationInvalid,
        ["place": "telephone limits", "detail": "1 to 10,000, and for a day not less than for an hour"])
    }
    self.init(
      checked: checksPerHour, checksPerDay: checksPerDay, failuresPerHour: failuresPerHour,
      failuresPerDay: failuresPerDay, burstPerHour: burstPerHour)
  }

  private init(
    checked checksPerHour: Int, checksPerDay: Int, failuresPerHour: Int, failuresPerDay: Int,
    burstPerHour: Int
  ) {
    self.checksPerHour = checksPerHour
    self.checksPerDay = checksPerDay
    self.failuresPerHour = failuresPerHour
    self.failuresPerDay = failuresPerDay
    self.burstPerHour = burstPerHour
  }
}
