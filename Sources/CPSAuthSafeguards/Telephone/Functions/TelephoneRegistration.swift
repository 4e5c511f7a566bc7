public import CPSAuth
public import CPSProof

/// The gated function by which a professional registers the last five characters of their own bank details.
public enum TelephoneRegistration: GatedFunction {
  /// That it was done.
  public struct Answer: Sendable, Hashable, Encodable {
    /// Always true.
    public let registered = true

    /// It was done.
    public init() {}

    private enum CodingKeys: String, CodingKey { case registered }
  }

  /// The account.
  public typealias Subject = CalledAccount

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "telephone.register"

  /// That it was done.
  public static func disclosed(by answer: Answer) -> Set<String> { ["registration"] }
}
