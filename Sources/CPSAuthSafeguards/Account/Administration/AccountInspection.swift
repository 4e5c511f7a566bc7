public import CPSAuth
public import CPSProof

/// The gated function that shows accounts; open to those whom the policy names, like every other.
public enum AccountInspection: GatedFunction {
  /// Which accounts.
  public typealias Subject = AccountSelector
  /// The accounts.
  public typealias Answer = AccountListing

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "accounts.list"

  /// That accounts are there, whose they are, and what they are worth.
  public static func disclosed(by answer: AccountListing) -> Set<String> {
    answer.accounts.isEmpty ? [] : ["accounts"]
  }
}
