public import CPSAuth
public import CPSProof

/// The gated function that sets where holders get notices; open to those whom the policy names.
public enum ContactImport: GatedFunction {
  /// How many contacts changed.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The number.
    public let changed: Int

    /// A number.
    public init(changed: Int) { self.changed = changed }
  }

  /// Whose, and where.
  public typealias Subject = ContactRoll

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "contacts.import"

  /// Whether something was otherwise before.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.changed == 0 ? [] : ["count"] }
}
