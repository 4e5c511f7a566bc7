internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust

/// Refuses rules that say nothing, or open more than anybody can mean.
enum PolicyRuleCheck {
  static func check(_ rule: PolicyRule) throws(CPSError) {
    func refuse(_ detail: String) -> CPSError { Policy.refusal("policy rule \(rule.name)", detail) }
    switch rule.functions {
    case .named(let names):
      guard !names.isEmpty else { throw refuse("no function") }
      guard names.allSatisfy({ FunctionName(rawValue: $0.rawValue) != nil }) else {
        throw refuse("malformed function name")
      }
    case .every:
      guard rule.effect == .forbid else { throw refuse("allows every function") }
    }
    switch rule.holders {
    case .everyone:
      guard rule.effect == .forbid else { throw refuse("allows everyone") }
    case .everyAccount: break
    case .accounts(let names):
      guard !names.isEmpty else { throw refuse("no account") }
    case .card(let condition): try check(condition, of: rule, refuse)
    }
  }

  private static func check(
    _ condition: CardCondition, of rule: PolicyRule, _ refuse: (String) -> CPSError
  ) throws(CPSError) {
    guard !condition.types.isEmpty, !condition.evidence.isEmpty, condition.professions?.isEmpty != true,
      condition.specialities?.isEmpty != true, condition.persons?.isEmpty != true
    else { throw refuse("a condition that no card meets") }
    guard rule.effect == .allow else { return }
    if let professions = condition.professions {
      guard professions.allSatisfy(\.isKnown) else { throw refuse("unknown profession") }
    } else if !condition.types.isSubset(of: [.cpe, .cpa]) {
      // Cards of staff bear no profession; on every other card one must be named (igc-sante.md section 3.4).
      throw refuse("no profession")
    }
  }
}
