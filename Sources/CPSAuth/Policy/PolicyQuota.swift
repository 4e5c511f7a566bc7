/// A pace beyond which a rule asks for a new PIN entry, or refuses (attack cases CL-01 to CL-05).
///
/// Each dimension is counted by itself, so that naming one more only tightens: a new session, workstation or
/// address opens no new account for the person (attack case CL-05).
public struct PolicyQuota: Sendable, Hashable {
  /// What is counted.
  public enum Counted: String, Sendable, Hashable, CaseIterable {
    /// Different persons that were asked about.
    case subjects
    /// Calls.
    case requests
    /// Different numbers under which nobody was found, or whose look-up failed or never came to an end.
    case unknown
    /// Different persons of one neighbourhood (``GatedSubject/neighbourhood``): consecutive numbers.
    case neighbours
    /// Different networks that calls come from (attack case CL-02).
    case networks
  }

  /// Whose account is charged.
  public enum Dimension: String, Sendable, Hashable, CaseIterable {
    /// The professional, or the account of a service's own log-in.
    case person
    /// The card; the person where no card was shown.
    case card
    /// The workstation's key.
    case workstation
    /// The network of the request (``NetworkName``); all whose network is not known share one account.
    case network
    /// The professional in whose place the call is made, so that all their delegates share one account with them; the
    /// person where nobody delegated anything.
    case delegator
    /// This function apart from others; alone: all callers together.
    case function
  }

  /// What happens beyond the limit.
  public enum Beyond: String, Sendable, Hashable, CaseIterable {
    /// A person must type the PIN again, after which counting begins anew.
    case stepUp = "step-up"
    /// The call is refused until the window has moved on.
    case refuse
  }

  /// The shortest and the longest window.
  public static let windowRange: ClosedRange<Duration> = .seconds(1)...(.seconds(31 * 86_400))
  /// The least and the greatest limit.
  public static let limitRange: ClosedRange<Int> = 1...1_000_000

  /// The name, which charges, audit and alarms cite; quotas of one name share their accounts, and are equal.
  public let name: String
  /// What is counted.
  public let counts: Counted
  /// Whose accounts are charged, each by itself.
  public let per: Set<Dimension>
  /// How long a unit counts.
  public let window: Duration
  /// How many units may count at once.
  public let limit: Int
  /// What happens beyond.
  public let beyond: Beyond

  /// A quota.
  public init(
    name: String, counts: Counted, per: Set<Dimension>, window: Duration, limit: Int, beyond: Beyond
  ) {
    self.name = name
    self.counts = counts
    self.per = per
    self.window = window
    self.limit = limit
    self.beyond = beyond
  }
}
