public import CPSAuth
public import CPSProof

/// The gated function that shows the bans; open to those whom the policy names.
public enum BanInspection: GatedFunction {
  /// Which: all of them.
  public typealias Subject = BanSelection

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "bans.list"

  /// That networks are banned.
  public static func disclosed(by answer: BanListing) -> Set<String> { answer.bans.isEmpty ? [] : ["bans"] }
}
