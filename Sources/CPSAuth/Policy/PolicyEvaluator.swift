internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// A policy compiled once for each function that it names, so that a decision looks at no rule in vain.
final class PolicyEvaluator: Sendable {
  /// The rules that speak about one function, by kind, each in the order of the policy.
  private struct Rules {
    var forbidding: [CompiledRule] = []
    var opening: [CompiledRule] = []
    var breakingGlass: [CompiledRule] = []

    /// Whether some of them open by delegation.
    var isDelegated: Bool { opening.contains(where: \.isDelegated) }
  }

  private let version: String
  private let named: [FunctionName: Rules]
  /// For functions that no rule names.
  private let unnamed: Rules

  init(_ rules: [PolicyRule], version: String) {
    self.version = version
    let compiled = rules.map { ($0, CompiledRule($0, version: version)) }
    func relevant(_ function: FunctionName?) -> Rules {
      var found = Rules()
      for (rule, compiled) in compiled where rule.functions.contains(function) {
        switch (rule.effect, rule.isBreakGlass) {
        case (.forbid, _): found.forbidding.append(compiled)
        case (.allow, false): found.opening.append(compiled)
        case (.allow, true): found.breakingGlass.append(compiled)
        }
      }
      return found
    }
    let functions = rules.reduce(into: Set<FunctionName>()) { $0.formUnion($1.functions.names) }
    named = Dictionary(uniqueKeysWithValues: functions.map { ($0, relevant($0)) })
    unnamed = relevant(nil)
  }

  func decision(on function: FunctionName, for request: PolicyRequest) -> PolicyDecision {
    let rules = named[function] ?? unnamed
    for rule in rules.forbidding where rule.speaks(about: request.caller, at: request.moment) {
      return rule.forbidden
    }
    var nearest: (rule: CompiledRule, missing: [PolicyRequirement])?
    func decide(by candidates: [CompiledRule]) -> PolicyDecision? {
      for rule in candidates where rule.speaks(about: request.caller, at: request.moment) {
        let missing = rule.isDelegated ? lacking(rule, rules, request) : rule.missing(in: request)
        if missing.isEmpty { return rule.allowed }
        if nearest.map({ missing.count < $0.missing.count }) ?? true { nearest = (rule, missing) }
      }
      return nil
    }
    if let decision = decide(by: rules.opening) { return decision }
    // What somebody may do without an emergency is nearer than what they may in one.
    if nearest == nil || request.circumstances.isBreakGlass {
      if let decision = decide(by: rules.breakingGlass) { return decision }
    }
    if let nearest { return lacking(nearest.missing, by: nearest.rule) }
    return byDefault(rules.opening + rules.breakingGlass, request)
  }

  /// Whether some rule opens a function by delegation, and another to this very professional.
  func isDelegable(_ function: FunctionName, by card: PolicyCard, at moment: Timestamp) -> Bool {
    guard let rules = named[function], rules.isDelegated else { return false }
    let end = Timestamp(millisecondsSince1970: .max)
    let request = PolicyRequest(
      caller: .card(card), moment: moment, delegation: PolicyDelegation(by: card, reference: "", until: end))
    return wanted(ofDelegatorIn: request, rules) != nil
  }

  /// Whether some rule opens a function by delegation.
  func isDelegated(_ function: FunctionName) -> Bool { named[function]?.isDelegated ?? false }

  /// What a call lacks under a rule that opens by delegation: what the rule asks for, and what the policy asks of the
  /// delegator, so that nobody is lent more than the lender has.
  private func lacking(
    _ rule: CompiledRule, _ rules: Rules, _ request: PolicyRequest
  ) -> [PolicyRequirement] {
    let missing = rule.missing(in: request)
    guard let wanted = wanted(ofDelegatorIn: request, rules) else { return [.delegation] + missing }
    return missing + wanted.filter { !missing.contains($0) }
  }

  /// What the call would lack if its delegator's right were the caller's; nil when there is no such right.
  ///
  /// Only professionals have it, of themselves: neither by delegation nor in an emergency.
  private func wanted(ofDelegatorIn request: PolicyRequest, _ rules: Rules) -> [PolicyRequirement]? {
    guard let delegation = request.delegation, request.moment < delegation.until,
      !delegation.delegator.type.isOfStaff
    else { return nil }
    let delegator = PolicyCaller.card(delegation.delegator)
    func speaks(_ rule: CompiledRule) -> Bool { rule.speaks(about: delegator, at: request.moment) }
    guard !rules.forbidding.contains(where: speaks) else { return nil }
    var fewest: [PolicyRequirement]?
    for rule in rules.opening where !rule.isDelegated && speaks(rule) {
      let missing = rule.missing(in: request, isLent: true)
      if fewest.map({ missing.count < $0.count }) ?? true { fewest = missing }
    }
    return fewest
  }

  /// Refuses for want of what a rule asks for beside the holder.
  private func lacking(_ missing: [PolicyRequirement], by rule: CompiledRule) -> PolicyDecision {
    let reasons = missing.map(\.explanation)
    return PolicyDecision(
      missing.first?.error, rule: PolicyDecision.defaultRule, policyVersion: version,
      explanation: Bilingual(
        fr: "règle « \(rule.name) » : " + reasons.map(\.french).joined(separator: " ; "),
        en: "rule “\(rule.name)”: " + reasons.map(\.english).joined(separator: "; ")),
      missing: missing, isByDelegation: rule.isDelegated && !missing.contains(.delegation))
  }

  private func byDefault(_ allowing: [CompiledRule], _ request: PolicyRequest) -> PolicyDecision {
    let caller = request.caller
    // A rule that would open the function at another moment is nearer than one about other people.
    let untimely = allowing.lazy.filter { $0.mismatch(with: caller) == nil }
      .compactMap { rule in rule.mismatch(at: request.moment).map { (rule.name, $0) } }.first
    if case .account = caller,
      allowing.contains(where: { $0.isForCards && $0.mismatch(at: request.moment) == nil })
    {
      return PolicyDecision(
        CPSError(.cardRequired), rule: PolicyDecision.defaultRule, policyVersion: version,
        explanation: Self.wanted(instead: untimely?.1), missing: [.card])
    }
    let nearest =
      untimely.map { ($0.0, $0.1.explanation) }
      ?? allowing.lazy.compactMap { rule in
        rule.mismatch(with: caller).flatMap { $0 == .method ? nil : (rule.name, $0.explanation) }
      }.first
    guard let (rule, reason) = nearest else {
      return denied(Bilingual(fr: "aucune règle n’ouvre cette fonction", en: "no rule opens this function"))
    }
    return denied(
      Bilingual(fr: "règle « \(rule) » : \(reason.french)", en: "rule “\(rule)”: \(reason.english)"))
  }

  /// What an account is told that cards have taken the place of, with the moment where it once could.
  private static func wanted(instead mismatch: PolicyMismatch?) -> Bilingual {
    guard case .ended(let moment) = mismatch else { return PolicyRequirement.card.explanation }
    return Bilingual(
      fr: "fermée aux comptes depuis le \(moment.rfc3339) ; connectez-vous avec la carte CPS",
      en: "closed to accounts since \(moment.rfc3339); connect with the CPS card")
  }

  private func denied(_ explanation: Bilingual) -> PolicyDecision {
    PolicyDecision(
      CPSError(.deniedByPolicy, ["detail": PolicyDecision.defaultRule], reason: explanation.english),
      rule: PolicyDecision.defaultRule, policyVersion: version, explanation: explanation)
  }
}
