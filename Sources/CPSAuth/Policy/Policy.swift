public import CPSDiagnostics
public import CPSProof
internal import CPSTrust

/// Who may call which gated function: data, read once and never changed.
///
/// Deny by default; a rule that forbids wins over every rule that allows; every decision names its rule and
/// the version of the policy, and explains itself in French and English.
public struct Policy: Sendable, Hashable {
  /// The longest name of a rule or version, in bytes.
  public static let maximumNameLength = 64

  /// The version, which every decision and audit entry cites.
  public let version: String
  /// The rules; their order decides nothing except which one is cited.
  public let rules: [PolicyRule]

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
  }

  /// Decides about one call.
  public func decision(on function: FunctionName, for holder: SessionHolder) -> PolicyDecision {
    let relevant = rules.filter { $0.functions.contains(function) }
    let forbidding = relevant.first { $0.effect == .forbid && PolicyMismatch.between($0, holder) == nil }
    if let forbidding {
      return denied(
        by: forbidding.name,
        Bilingual(
          fr: "la règle « \(forbidding.name) » l’interdit", en: "rule “\(forbidding.name)” forbids it"))
    }
    let allowing = relevant.filter { $0.effect == .allow }
    if let rule = allowing.first(where: { PolicyMismatch.between($0, holder) == nil }) {
      return PolicyDecision(
        nil, rule: rule.name, policyVersion: version,
        explanation: Bilingual(
          fr: "la règle « \(rule.name) » l’autorise", en: "rule “\(rule.name)” allows it"))
    }
    return byDefault(allowing, holder)
  }

  private func byDefault(_ allowing: [PolicyRule], _ holder: SessionHolder) -> PolicyDecision {
    if case .account = holder, allowing.contains(where: \.isForCards) {
      return PolicyDecision(
        CPSError(.cardRequired), rule: PolicyDecision.defaultRule, policyVersion: version,
        explanation: Bilingual(
          fr: "une connexion par carte CPS est exigée", en: "a connection with the CPS card is required"))
    }
    let nearest = allowing.lazy.compactMap { rule in
      PolicyMismatch.between(rule, holder).flatMap { $0 == .method ? nil : (rule, $0) }
    }.first
    guard let (rule, mismatch) = nearest else {
      return denied(
        by: PolicyDecision.defaultRule,
        Bilingual(fr: "aucune règle n’ouvre cette fonction", en: "no rule opens this function"))
    }
    let reason = mismatch.explanation
    return denied(
      by: PolicyDecision.defaultRule,
      Bilingual(
        fr: "règle « \(rule.name) » : \(reason[.french])", en: "rule “\(rule.name)”: \(reason[.english])"))
  }

  private func denied(by rule: String, _ explanation: Bilingual) -> PolicyDecision {
    PolicyDecision(
      CPSError(.deniedByPolicy, ["detail": rule], reason: explanation[.english]), rule: rule,
      policyVersion: version, explanation: explanation)
  }

  static func isName(_ text: String) -> Bool {
    (1...maximumNameLength).contains(text.utf8.count) && PrintableText.escaped(text) == text
  }

  static func refusal(_ place: String, _ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": place, "detail": detail], reason: detail)
  }
}

extension PolicyRule {
  fileprivate var isForCards: Bool {
    if case .card = holders { true } else { false }
  }
}
