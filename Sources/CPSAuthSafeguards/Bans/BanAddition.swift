public import CPSAuth
public import CPSProof

/// The gated function that bans an address or a network; open to those whom the policy names.
public enum BanAddition: GatedFunction {
  /// Whom, from what, until when, and why.
  public typealias Subject = BanOrder
  /// The ban.
  public typealias Answer = BanLine

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "bans.add"

  /// Nothing that the caller did not say.
  public static func disclosed(by answer: BanLine) -> Set<String> { ["ban"] }
}
