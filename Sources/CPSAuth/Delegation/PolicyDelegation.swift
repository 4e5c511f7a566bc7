public import CPSPrimitives

/// That a professional delegated the function that is called to the one who calls: what a policy looks at beside the
/// caller's own card.
///
/// It opens nothing by itself, and never more than the policy opens to the delegator (``PolicyRule/isDelegated``).
public struct PolicyDelegation: Sendable, Hashable {
  /// Of a class, so that a request without a delegation is a single word longer.
  private final class Content: Sendable {
    let delegator: PolicyCard
    let reference: String
    let until: Timestamp

    init(_ delegator: PolicyCard, _ reference: String, _ until: Timestamp) {
      self.delegator = delegator
      self.reference = reference
      self.until = until
    }
  }

  private let content: Content

  /// The delegator, as their card showed them when they declared it.
  public var delegator: PolicyCard { content.delegator }
  /// The name of the delegation in the audit log; it gives no access.
  public var reference: String { content.reference }
  /// The first moment at which it holds no more.
  public var until: Timestamp { content.until }

  /// A delegation.
  public init(by delegator: PolicyCard, reference: String, until: Timestamp) {
    content = Content(delegator, reference, until)
  }

  /// Equality of what was delegated.
  public static func == (left: PolicyDelegation, right: PolicyDelegation) -> Bool {
    left.delegator == right.delegator && left.reference == right.reference && left.until == right.until
  }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(reference) }
}
