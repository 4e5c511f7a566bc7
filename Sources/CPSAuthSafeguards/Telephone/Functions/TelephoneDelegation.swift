public import CPSAuth
public import CPSProof

/// The gated function by which a professional says who may call in the name of their account.
public enum TelephoneDelegation: GatedFunction {
  /// Those who may, afterwards.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The account.
    public let account: String
    /// The people.
    public let delegates: [TelephoneDelegate]

    /// The people of an account.
    public init(_ account: AccountName, _ delegates: [TelephoneDelegate]) {
      self.account = account.text
      self.delegates = delegates
    }
  }

  /// What is to be done.
  public typealias Subject = TelephoneDelegateOrder

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "telephone.delegates"

  /// Who may call.
  public static func disclosed(by answer: Answer) -> Set<String> {
    answer.delegates.isEmpty ? [] : ["delegates"]
  }
}
