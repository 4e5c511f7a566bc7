internal import CPSPrimitives

/// A delegation, for those who may see it.
public struct DelegationSummary: Sendable, Hashable, Encodable {
  /// What has become of it.
  public enum State: String, Sendable, Hashable, Encodable {
    /// It holds.
    case inForce = "in-force"
    /// Its time is over.
    case ended
    /// The delegator's card is good no more, or the register says that they may not practise.
    case orphaned
  }

  /// Its name in the audit log.
  public let reference: String
  /// The delegate's card, if one is named.
  public let card: String?
  /// The delegate's national identifier, if one is named.
  public let person: String?
  /// The national identifier of the delegator.
  public let delegator: String
  /// The functions, in lexicographic order.
  public let functions: [String]
  /// When it was declared, as RFC 3339 writes it.
  public let declaredAt: String
  /// The first moment at which it holds no more.
  public let until: String
  /// What has become of it; nil where only the service itself can tell more than that its time is not over.
  public let state: State?

  enum CodingKeys: String, CodingKey {
    case card, person, delegator, functions, until, state
    case reference = "delegation"
    case declaredAt = "declared_at"
  }

  init(_ delegation: DelegationRecord, _ state: State?) {
    reference = delegation.reference
    card = delegation.card
    person = delegation.person
    delegator = delegation.delegator
    functions = delegation.functions
    declaredAt = delegation.declaredAt.rfc3339
    until = delegation.until.rfc3339
    self.state = state
  }
}
