public import CPSAuth
public import CPSProof

/// The gated function by which an agent of the help desk has a caller confirmed; the policy says who is an agent.
///
/// Its subject is the account alone: what the caller says is in no entry of the log, not even sealed.
public enum TelephoneCheck: GatedFunction {
  /// The account.
  public typealias Subject = CalledAccount
  /// Whether the caller is confirmed.
  public typealias Answer = TelephoneAnswer

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "telephone.check"

  /// That the caller may speak for the account, and whether a renewal was started.
  public static func disclosed(by answer: TelephoneAnswer) -> Set<String> {
    guard answer.isConfirmed else { return [] }
    return answer.startsRenewal ? ["confirmation", "renewal"] : ["confirmation"]
  }
}
