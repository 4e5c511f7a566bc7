public import CPSAuth
public import CPSProof

/// The gated function that lifts a ban; open to those whom the policy names.
public enum BanRemoval: GatedFunction {
  /// Whose.
  public typealias Subject = AddressBlock
  /// The ban as it was.
  public typealias Answer = BanLine

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "bans.lift"

  /// That there was one.
  public static func disclosed(by answer: BanLine) -> Set<String> { ["ban"] }
}
