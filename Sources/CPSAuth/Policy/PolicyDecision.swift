public import CPSDiagnostics

/// What a policy says about one call, and why.
public struct PolicyDecision: Sendable, Hashable {
  /// The rule that is cited when no rule opens a function.
  public static let defaultRule = "default"

  /// Why the call is refused; nil when it is allowed.
  public let refusal: CPSError?
  /// The rule that decided, or ``defaultRule``.
  public let rule: String
  /// The version of the policy that decided.
  public let policyVersion: String
  /// The reason, for people.
  public let explanation: Bilingual
  /// What the caller would have to bring for the rule that came nearest; empty when the call is allowed, or when
  /// nothing that they could bring would open the function.
  public let missing: [PolicyRequirement]
  /// Whether the call is allowed only because an emergency was declared, so that it must be reviewed.
  public let isBreakGlass: Bool
  /// Whether the delegation of the request is what opens the call, or brings it nearest.
  public let isByDelegation: Bool
  /// The paces that hold for the call: to be charged before anything runs; none when it is refused.
  public let quotas: [PolicyQuota]

  /// Whether the call is allowed.
  public var isAllowed: Bool { refusal == nil }

  init(
    _ refusal: CPSError?, rule: String, policyVersion: String, explanation: Bilingual,
    missing: [PolicyRequirement] = [], isBreakGlass: Bool = false, isByDelegation: Bool = false,
    quotas: [PolicyQuota] = []
  ) {
    self.refusal = refusal
    self.rule = rule
    self.policyVersion = policyVersion
    self.explanation = explanation
    self.missing = missing
    self.isBreakGlass = isBreakGlass
    self.isByDelegation = isByDelegation
    self.quotas = quotas
  }

  /// Equality of what was decided and why.
  public static func == (left: PolicyDecision, right: PolicyDecision) -> Bool {
    left.refusal == right.refusal && left.rule == right.rule && left.policyVersion == right.policyVersion
      && left.explanation == right.explanation && left.missing == right.missing
      && left.isBreakGlass == right.isBreakGlass && left.isByDelegation == right.isByDelegation
      && left.quotas == right.quotas
  }

  /// Hashes rule and version.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(policyVersion)
  }
}
