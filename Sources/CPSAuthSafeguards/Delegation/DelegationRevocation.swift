public import CPSAuth
public import CPSProof

/// The gated function by which a professional takes back what they delegated.
public enum DelegationRevocation: GatedFunction {
  /// How many delegations are gone.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The number.
    public let revoked: Int
  }

  /// Which.
  public typealias Subject = DelegationSelector

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "delegations.revoke"

  /// That delegations were there.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.revoked == 0 ? [] : ["count"] }
}
