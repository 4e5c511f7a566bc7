public import CPSAuth
public import CPSProof

/// The gated function that shows an administrator which accounts have registered something, and never what.
public enum TelephoneInspection: GatedFunction {
  /// Which accounts.
  public typealias Subject = TelephoneSelector
  /// The accounts.
  public typealias Answer = TelephoneListing

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "telephone.list"

  /// That something is registered, and who may call.
  public static func disclosed(by answer: TelephoneListing) -> Set<String> {
    answer.accounts.isEmpty ? [] : ["registrations"]
  }
}
