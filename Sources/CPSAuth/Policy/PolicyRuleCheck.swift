internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust

/// Refuses rules that say nothing, or open more than anybody can mean.
enum PolicyRuleCheck {
  static func check(_ rule: PolicyRule) throws(CPSError) {
    func refuse(_ detail: String) -> CPSError { Policy.refusal("policy rule \(rule.name)", detail) }
    guard rule.period.isPossible else { throw refuse("ends before it begins") }
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
    case .card(let condition): try check(condition, isAllowing: rule.effect == .allow, refuse)
    }
    try checkDemands(of: rule, refuse)
    if rule.isDelegated { try checkDelegation(of: rule, refuse) }
  }

  /// Only cards of staff are lent anything, and nobody is lent an emergency.
  private static func checkDelegation(
    of rule: PolicyRule, _ refuse: (String) -> CPSError
  ) throws(CPSError) {
    guard rule.effect == .allow, !rule.isBreakGlass else {
      throw refuse("delegation to forbid, or of an emergency")
    }
    guard case .card(let condition) = rule.holders, condition.types.allSatisfy(\.isOfStaff) else {
      throw refuse("delegation to others than staff")
    }
  }

  private static func checkDemands(
    of rule: PolicyRule, _ refuse: (String) -> CPSError
  ) throws(CPSError) {
    let demands = rule.demands
    guard rule.effect == .allow else {
      guard demands == .none, !rule.isBreakGlass else { throw refuse("demands of a rule that forbids") }
      return
    }
    guard !rule.isBreakGlass || demands.needsReason else { throw refuse("break-glass without a reason") }
    if let freshness = demands.freshness, !PolicyDemands.freshnessRange.contains(freshness) {
      throw refuse("freshness outside 1 minute to 4 hours")
    }
    if let stepUp = demands.stepUp, !PolicyDemands.stepUpRange.contains(stepUp) {
      throw refuse("step-up outside 30 seconds to 1 hour")
    }
    if let second = demands.secondPerson {
      guard SecondPersonDemand.lifeRange.contains(second.life) else {
        throw refuse("second person outside 1 minute to 1 hour")
      }
      guard second.card.evidence == [.proof] else { throw refuse("second person without a proof") }
      try check(second.card, isAllowing: true, refuse)
    }
    if case .card = rule.holders { return }
    guard demands.freshness == nil, demands.presence == nil, demands.stepUp == nil else {
      throw refuse("demands on a card, of an account")
    }
  }

  private static func check(
    _ condition: CardCondition, isAllowing: Bool, _ refuse: (String) -> CPSError
  ) throws(CPSError) {
    guard !condition.types.isEmpty, !condition.evidence.isEmpty, condition.professions?.isEmpty != true,
      condition.specialities?.isEmpty != true, condition.persons?.isEmpty != true
    else { throw refuse("a condition that no card meets") }
    guard isAllowing else { return }
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
