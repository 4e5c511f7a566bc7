public import CPSAuth
public import CPSProof

/// The gated function that flags accounts whose password may be known elsewhere; open to those whom the policy names, like every other.
public enum AccountFlagging: GatedFunction {
  /// Which accounts.
  public typealias Subject = AccountList
  /// What became of them.
  public typealias Answer = AccountChanges

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "accounts.flag"

  /// That accounts are there.
  public static func disclosed(by answer: AccountChanges) -> Set<String> { answer.disclosed }
}
