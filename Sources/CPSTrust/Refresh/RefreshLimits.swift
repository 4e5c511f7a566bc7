public import CPSDiagnostics
internal import OpenSSLKit

/// How much a refresher spends on one list.
public struct RefreshLimits: Sendable, Hashable {
  /// The smallest cap, in bytes.
  public static let shortestList = 1_024
  /// The largest cap: no longer list is read.
  public static let longestList = RevocationList.maximumLength
  /// The longest that one list may take, over all of its addresses.
  public static let longestDeadline = Duration.seconds(600)
  /// Two minutes, and 32 MiB: a list of half a million entries has about 18 million bytes.
  public static let standard = RefreshLimits(deadline: .seconds(120), maximumLength: 1 << 25)

  /// The time for one list, over all of its addresses.
  public let deadline: Duration
  /// The most bytes of one list.
  public let maximumLength: Int

  private init(deadline: Duration, maximumLength: Int) {
    self.deadline = deadline
    self.maximumLength = maximumLength
  }

  /// Limits from their parts.
  ///
  /// - Parameters:
  ///   - deadline: from a second to ten minutes.
  ///   - maximumLength: from 1 kB to 64 MiB, in bytes.
  /// - Throws: ``Diagnostic/configurationInvalid`` outside these bounds (attack case CA-08).
  public init(within deadline: Duration, upTo maximumLength: Int) throws(CPSError) {
    func refuse(_ place: String, _ detail: String) -> CPSError {
      CPSError(.configurationInvalid, ["place": "trust.lists.\(place)", "detail": detail], reason: detail)
    }
    guard deadline >= .seconds(1), deadline <= Self.longestDeadline else {
      throw refuse("deadline", "1 s to 10 min")
    }
    guard (Self.shortestList...Self.longestList).contains(maximumLength) else {
      throw refuse("maximum-size", "\(Self.shortestList) to \(Self.longestList) bytes")
    }
    self.deadline = deadline
    self.maximumLength = maximumLength
  }
}
