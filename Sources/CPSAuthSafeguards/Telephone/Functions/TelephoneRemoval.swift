public import CPSAuth
public import CPSProof

/// The gated function by which an administrator removes what is registered for an account, delegates too.
public enum TelephoneRemoval: GatedFunction {
  /// Whether there was something.
  public struct Answer: Sendable, Hashable, Encodable {
    /// Whether there was.
    public let removed: Bool

    /// An answer.
    public init(removed: Bool) { self.removed = removed }
  }

  /// The account.
  public typealias Subject = CalledAccount

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "telephone.remove"

  /// That something was registered.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.removed ? ["registration"] : [] }
}
