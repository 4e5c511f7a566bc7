public import CPSAuth
public import CPSProof

/// The gated function that puts somebody under observation; open to those whom the policy names.
public enum ObservationAddition: GatedFunction {
  /// Whom, until when, and why.
  public typealias Subject = ObservationOrder
  /// The observation.
  public typealias Answer = ObservationLine

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "watch.add"

  /// Nothing that the caller did not say.
  public static func disclosed(by answer: ObservationLine) -> Set<String> { ["observation"] }
}
