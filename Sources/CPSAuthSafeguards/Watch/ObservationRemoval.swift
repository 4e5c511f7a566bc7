public import CPSAuth
public import CPSProof

/// The gated function that ends an observation; open to those whom the policy names.
public enum ObservationRemoval: GatedFunction {
  /// Whose.
  public typealias Subject = HolderName
  /// The observation as it was.
  public typealias Answer = ObservationLine

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "watch.remove"

  /// That there was one.
  public static func disclosed(by answer: ObservationLine) -> Set<String> { ["observation"] }
}
