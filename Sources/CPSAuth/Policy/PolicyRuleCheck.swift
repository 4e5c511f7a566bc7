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
    // One rule for both would let the card of staff through with that of a professional.
    guard Set(condition.types.map(\.isOfStaff)).count == 1 else {
      throw refuse("cards of staff beside cards of professionals")
    }
    guard !condition.types.contains(where: \.isOfStaff) else {
      guard condition.professions == nil, condition.specialities == nil else {
        throw refuse("a profession or speciality of staff, who have none")
      }
      return
    }
    // A code that is not known is shown but never authorises (igc-sante.md section 3.4).
    guard let professions = condition.professions else { throw refuse("no profession") }
    guard professions.allSatisfy(\.isKnown) else { throw refuse("unknown profession") }
    guard condition.specialities?.allSatisfy(\.isKnown) != false else { throw refuse("unknown speciality") }
  }
}
