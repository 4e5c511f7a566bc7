public import CPSAuth
public import CPSProof

/// The gated function by which a professional delegates functions to a member of staff.
public enum DelegationDeclaration: GatedFunction {
  /// What is delegated, to whom, and until when.
  public typealias Subject = DelegationTerms

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "delegations.declare"

  /// That a delegation stands.
  public static func disclosed(by answer: DelegationSummary) -> Set<String> { ["delegation"] }
}
