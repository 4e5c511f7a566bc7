public import CPSAuth
public import CPSProof

/// One call, and what a policy is expected to say about it.
public struct PolicyCase: Sendable, Hashable {
  /// What it shows, in words.
  public let name: String
  /// The function that is called.
  public let function: FunctionName
  /// Who calls, and how.
  public let request: PolicyRequest
  /// What is expected.
  public let expectation: Expectation

  /// What a policy is expected to say; what is nil is not looked at.
  public struct Expectation: Sendable, Hashable {
    /// Whether it allows.
    public let isAllowed: Bool
    /// The rule that decides.
    public let rule: String?
    /// What is missing, by ``PolicyRequirement/name``.
    public let missing: Set<String>?

    /// An expectation.
    public init(isAllowed: Bool, rule: String? = nil, missing: Set<String>? = nil) {
      self.isAllowed = isAllowed
      self.rule = rule
      self.missing = missing
    }
  }

  /// A case.
  public init(name: String, function: FunctionName, request: PolicyRequest, expectation: Expectation) {
    self.name = name
    self.function = function
    self.request = request
    self.expectation = expectation
  }

  /// What the policy says, where it is something else than expected; nil where it is right.
  public func mismatch(with policy: Policy) -> PolicyDecision? {
    let decision = policy.decision(on: function, for: request)
    let isRight =
      decision.isAllowed == expectation.isAllowed
      && expectation.rule.map { $0 == decision.rule } ?? true
      && expectation.missing.map { $0 == Set(decision.missing.map(\.name)) } ?? true
    return isRight ? nil : decision
  }
}
