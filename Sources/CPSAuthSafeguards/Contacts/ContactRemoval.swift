public import CPSAuth
public import CPSProof

/// The gated function that forgets where somebody gets notices; open to those whom the policy names.
public enum ContactRemoval: GatedFunction {
  /// Whose.
  public typealias Subject = HolderName
  /// How many were forgotten: one, or none.
  public typealias Answer = ContactImport.Answer

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "contacts.remove"

  /// Whether there was one.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.changed == 0 ? [] : ["count"] }
}
