public import CPSDiagnostics

/// How many wrong entries are looked at within a window; what is beyond waits until the window has moved on.
///
/// Never a lock: nobody can keep the owner of an account out for longer than a window by guessing, and the networks from
/// which an account was entered before have a count of their own.
public struct AccountAttempts: Sendable, Hashable {
  /// How long a window may be.
  public static let windowRange: ClosedRange<Duration> = .seconds(60)...(.seconds(86_400))
  /// How many entries an account may have in one.
  public static let accountRange = 3...100
  /// How many entries a network may make in one.
  public static let networkRange = 5...10_000

  /// 10 for an account and 60 for a network, in a quarter of an hour.
  public static let standard = AccountAttempts(checked: .seconds(900), 10, 60)

  /// The window.
  public let window: Duration
  /// For one account.
  public let account: Int
  /// From one network.
  public let network: Int

  /// Limits.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` beyond the ranges.
  public init(window: Duration, account: Int, network: Int) throws(CPSError) {
    guard Self.windowRange.contains(window), Self.accountRange.contains(account),
      Self.networkRange.contains(network)
    else {
      throw CPSError(
        .configurationInvalid,
        ["place": "accounts.attempts", "detail": "1 min to 24 h, 3 to 100, 5 to 10,000"])
    }
    self.init(checked: window, account, network)
  }

  private init(checked window: Duration, _ account: Int, _ network: Int) {
    self.window = window
    self.account = account
    self.network = network
  }
}
