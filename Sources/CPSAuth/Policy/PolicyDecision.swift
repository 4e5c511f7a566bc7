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

  /// Whether the call is allowed.
  public var isAllowed: Bool { refusal == nil }

  init(_ refusal: CPSError?, rule: String, policyVersion: String, explanation: Bilingual) {
    self.refusal = refusal
    self.rule = rule
    self.policyVersion = policyVersion
    self.explanation = explanation
  }

  /// Equality of what was decided and why.
  public static func == (left: PolicyDecision, right: PolicyDecision) -> Bool {
    left.refusal == right.refusal && left.rule == right.rule && left.policyVersion == right.policyVersion
      && left.explanation == right.explanation
  }

  /// Hashes rule and version.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rule)
    hasher.combine(policyVersion)
  }
}
