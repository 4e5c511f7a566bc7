public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// Who may call which gated function: data, read once and never changed.
///
/// Deny by default; a rule that forbids wins over every rule that allows; every decision names its rule and
/// the version of the policy, and explains itself in French and English (docs/policy.md).
public struct Policy: Sendable {
  /// The longest name of a rule or version, in bytes.
  public static let maximumNameLength = 64

  /// The version, which every decision and audit entry cites.
  public let version: String
  /// The rules; of several that are satisfied, the first decides.
  public let rules: [PolicyRule]

  private let evaluator: PolicyEvaluator

  /// A policy.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` for a name that is missing, repeated or unprintable, for
  ///   a rule that can never apply, and for one that allows more than can be meant: every function,
  ///   everyone, any profession, or a profession that the code tables do not know.
  public init(version: String, rules: [PolicyRule]) throws(CPSError) {
    guard Self.isName(version) else { throw Self.refusal("policy", "version") }
    var names: Set<String> = [PolicyDecision.defaultRule]
    for rule in rules {
      guard Self.isName(rule.name), names.insert(rule.name).inserted else {
        throw Self.refusal("policy rule \(rule.name)", "name missing, reserved or repeated")
      }
      try PolicyRuleCheck.check(rule)
    }
    try PolicyQuotaCheck.check(rules)
    self.version = version
    self.rules = rules
    evaluator = PolicyEvaluator(rules, version: version)
  }

  /// Decides about one call.
  ///
  /// In the order of the rules, and of each kind only those that speak about function and caller: the first that
  /// forbids refuses; else the first that allows and lacks nothing allows; else, where an emergency is declared,
  /// the first break-glass rule that lacks nothing allows; else the call is refused by default.
  public func decision(on function: FunctionName, for request: PolicyRequest) -> PolicyDecision {
    evaluator.decision(on: function, for: request)
  }

  /// Whether some rule opens a function by delegation: only then anybody asks for one.
  public func isDelegated(_ function: FunctionName) -> Bool { evaluator.isDelegated(function) }

  /// Whether a professional could delegate a function at a moment: some rule opens it by delegation, and the policy opens
  /// it to them, for nobody lends more than they have.
  public func isDelegable(_ function: FunctionName, by card: PolicyCard, at moment: Timestamp) -> Bool {
    evaluator.isDelegable(function, by: card, at: moment)
  }

  static func isName(_ text: String) -> Bool {
    (1...maximumNameLength).contains(text.utf8.count) && PrintableText.escaped(text) == text
  }

  static func refusal(_ place: String, _ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": place, "detail": detail], reason: detail)
  }
}

extension Policy: Hashable {
  /// Equality of version and rules.
  public static func == (left: Policy, right: Policy) -> Bool {
    left.version == right.version && left.rules == right.rules
  }

  /// Hashes the version.
  public func hash(into hasher: inout Hasher) { hasher.combine(version) }
}
