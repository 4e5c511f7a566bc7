public import CPSProof

/// The gated function that ends sessions; open to those whom the policy names, like every other.
public enum SessionRemoval: GatedFunction {
  /// How many sessions were ended.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The number.
    public let ended: Int

    /// A number.
    public init(ended: Int) { self.ended = ended }
  }

  /// Which sessions.
  public typealias Subject = SessionSelector

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "sessions.end"

  /// That sessions were there.
  public static func disclosed(by answer: Answer) -> Set<String> { answer.ended == 0 ? [] : ["count"] }
}
