public import CPSAuth
public import CPSProof

/// The gated function that answers an incident: ends the sessions of accounts that somebody else was in, makes their
/// passwords worthless, and counts whom it exposed.
public enum AccountResponse: GatedFunction {
  /// What was done and found.
  public struct Answer: Sendable, Hashable, Encodable {
    /// What became of the accounts: those that were flagged for it before are unchanged.
    public internal(set) var accounts = AccountChanges()
    /// How many sessions were ended.
    public internal(set) var sessionsEnded = 0
    /// Whom the accounts exposed in that time; nil where no account of the list is one.
    public internal(set) var exposure: ExposureSummary?

    private enum CodingKeys: String, CodingKey {
      case accounts, exposure
      case sessionsEnded = "sessions_ended"
    }
  }

  /// Which accounts, and of which time.
  public typealias Subject = AccountIncident

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "accounts.respond"

  /// That accounts are there, and that people are concerned.
  public static func disclosed(by answer: Answer) -> Set<String> {
    let count = (answer.exposure?.persons ?? 0) == 0 ? [] : ["count"]
    return answer.accounts.disclosed.union(count)
  }
}
