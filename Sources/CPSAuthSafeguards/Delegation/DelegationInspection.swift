public import CPSAuth
public import CPSProof

/// The gated function that shows a professional what they delegated.
public enum DelegationInspection: GatedFunction {
  /// Delegations.
  public struct Answer: Sendable, Hashable, Encodable {
    /// The most delegations of one answer.
    public static let maximumCount = 200

    /// The delegations, in the order of the delegates.
    public let delegations: [DelegationSummary]
    /// Whether these are all; otherwise a narrower selection shows the rest.
    public let isComplete: Bool

    private enum CodingKeys: String, CodingKey {
      case delegations
      case isComplete = "complete"
    }

    init(_ found: [DelegationSummary]) {
      delegations = Array(found.prefix(Self.maximumCount))
      isComplete = found.count <= Self.maximumCount
    }
  }

  /// Which.
  public typealias Subject = DelegationSelector

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "delegations.list"

  /// That somebody is a delegate.
  public static func disclosed(by answer: Answer) -> Set<String> {
    answer.delegations.isEmpty ? [] : ["delegations"]
  }
}
