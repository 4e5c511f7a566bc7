public import CPSDiagnostics

/// How far delegation goes in a service.
public struct DelegationRules: Sendable, Hashable {
  /// A year, and fifty delegates of one professional.
  public static let standard = DelegationRules(checkedLongest: .seconds(366 * 86_400), most: 50)
  /// How long a delegation may hold at most: 1 hour to 3 years, what a card itself is good for.
  public static let longestRange: ClosedRange<Duration> = .seconds(3_600)...(.seconds(1_096 * 86_400))
  /// How many one professional may have at once: 1 to 1,000.
  public static let mostRange = 1...1_000

  /// How long a delegation may hold at most.
  public let longest: Duration
  /// How many one professional may have at once.
  public let most: Int

  /// Rules.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` beyond ``longestRange`` or ``mostRange``.
  public init(longest: Duration, most: Int) throws(CPSError) {
    guard Self.longestRange.contains(longest), Self.mostRange.contains(most) else {
      throw CPSError(
        .configurationInvalid, ["place": "delegations", "detail": "longest, most"], reason: "delegations")
    }
    self.init(checkedLongest: longest, most: most)
  }

  private init(checkedLongest: Duration, most: Int) {
    longest = checkedLongest
    self.most = most
  }
}
