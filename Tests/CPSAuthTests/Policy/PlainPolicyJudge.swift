import CPSAuth
import CPSPrimitives
import CPSProof
import CPSTrust

/// A second evaluator: the sentences of docs/policy.md, one after the other, and nothing worked out beforehand.
///
/// Shares no code with ``Policy/decision(on:for:)``.
struct PlainPolicyJudge {
  struct Verdict: Equatable {
    let isAllowed: Bool
    let rule: String
    let missing: [PolicyRequirement]
    let isBreakGlass: Bool
  }

  let rules: [PolicyRule]

  func verdict(on function: FunctionName, for request: PolicyRequest) -> Verdict {
    let speaking = rules.filter {
      names($0, function) && speaks($0.holders, about: request.caller) && holds($0, request)
    }
    if let rule = speaking.first(where: { $0.effect == .forbid }) { return refused(by: rule.name) }
    let allowing = speaking.filter { $0.effect == .allow }
    let ordinary = allowing.filter { !$0.isBreakGlass }
    let emergency = allowing.filter(\.isBreakGlass)
    func missing(_ rule: PolicyRule, _ request: PolicyRequest) -> [PolicyRequirement] {
      rule.isDelegated ? lent(rule, on: function, request) : self.missing(rule, request, lentBy: nil)
    }
    if let rule = (ordinary + emergency).first(where: { missing($0, request).isEmpty }) {
      return Verdict(isAllowed: true, rule: rule.name, missing: [], isBreakGlass: rule.isBreakGlass)
    }
    let near = request.circumstances.isBreakGlass || ordinary.isEmpty ? ordinary + emergency : ordinary
    let fewest = near.map { missing($0, request).count }.min()
    if let rule = near.first(where: { missing($0, request).count == fewest }) {
      return refused(missing: missing(rule, request))
    }
    let isOpenToCards = rules.contains { rule in
      guard rule.effect == .allow, names(rule, function), holds(rule, request), case .card = rule.holders
      else { return false }
      return true
    }
    if case .account = request.caller, isOpenToCards { return refused(missing: [.card]) }
    return refused()
  }

  private func refused(by rule: String = "default", missing: [PolicyRequirement] = []) -> Verdict {
    Verdict(isAllowed: false, rule: rule, missing: missing, isBreakGlass: false)
  }

  private func holds(_ rule: PolicyRule, _ request: PolicyRequest) -> Bool {
    if let from = rule.period.from, from > request.moment { return false }
    if let until = rule.period.until, until <= request.moment { return false }
    return true
  }

  private func names(_ rule: PolicyRule, _ function: FunctionName) -> Bool {
    if case .named(let names) = rule.functions { return names.contains(function) }
    return true
  }

  private func speaks(_ holders: PolicyHolders, about caller: PolicyCaller) -> Bool {
    switch holders {
    case .everyone: return true
    case .everyAccount:
      if case .account = caller { return true }
    case .accounts(let names):
      if case .account(let name) = caller { return names.contains(name) }
    case .card(let condition):
      if case .card(let card) = caller { return meets(card, condition) }
    }
    return false
  }

  private func meets(_ card: PolicyCard, _ condition: CardCondition) -> Bool {
    var isMet = condition.types.contains(card.type) && condition.evidence.contains(card.evidence)
    if let professions = condition.professions {
      isMet = isMet && card.profession != nil && professions.contains { $0 == card.profession }
    }
    if let specialities = condition.specialities {
      isMet = isMet && !specialities.intersection(card.specialities).isEmpty
    }
    if let persons = condition.persons { isMet = isMet && persons.contains(card.person) }
    return isMet
  }

  /// What the rule asks for, and what is asked of the delegator besides.
  ///
  /// The latter by the rule for them that lacks least; without a delegator who may do the same: a delegation, then what
  /// the rule asks for.
  private func lent(
    _ rule: PolicyRule, on function: FunctionName, _ request: PolicyRequest
  ) -> [PolicyRequirement] {
    let lender = request.delegation?.delegator
    let own = missing(rule, request, lentBy: lender?.person)
    guard let lender, let until = request.delegation?.until, until > request.moment,
      [.cps, .cpf].contains(lender.type)
    else { return [.delegation] + own }
    let speaking = rules.filter {
      names($0, function) && speaks($0.holders, about: .card(lender)) && holds($0, request)
    }
    if speaking.contains(where: { $0.effect == .forbid }) { return [.delegation] + own }
    let lists = speaking.filter { !$0.isDelegated && !$0.isBreakGlass }
      .map { missing($0, request, lentBy: lender.person) }
    guard let shortest = lists.map(\.count).min(), let list = lists.first(where: { $0.count == shortest })
    else { return [.delegation] + own }
    return own + list.filter { !own.contains($0) }
  }

  private func missing(
    _ rule: PolicyRule, _ request: PolicyRequest, lentBy lender: NationalIdentifier?
  ) -> [PolicyRequirement] {
    let demands = rule.demands
    var all: [(PolicyRequirement, Bool)] = []
    if rule.isBreakGlass { all.append((.breakGlass, request.circumstances.isBreakGlass)) }
    if let demand = demands.presence {
      let lasts = request.presence.map { $0.until > request.moment } ?? false
      all.append((.presence(demand), lasts && (demand == .watched || request.presence?.kind == .signed)))
    }
    if let limit = demands.freshness {
      all.append((.freshness(within: limit), isRecent(request.authenticatedAt, limit, request)))
    }
    if let limit = demands.stepUp {
      all.append((.stepUp(within: limit), isRecent(request.confirmedAt, limit, request)))
    }
    if demands.needsReason { all.append((.reason, request.circumstances.reason != nil)) }
    if let demand = demands.secondPerson {
      all.append((.secondPerson, agrees(demand, request, lentBy: lender)))
    }
    return all.filter { !$0.1 }.map(\.0)
  }

  private func isRecent(_ moment: Timestamp?, _ limit: Duration, _ request: PolicyRequest) -> Bool {
    guard let moment else { return false }
    return moment + limit >= request.moment && moment <= request.moment + .seconds(5)
  }

  private func agrees(
    _ demand: SecondPersonDemand, _ request: PolicyRequest, lentBy lender: NationalIdentifier?
  ) -> Bool {
    guard let approval = request.approval, meets(approval.approver, demand.card) else { return false }
    if case .card(let card) = request.caller, card.person == approval.approver.person { return false }
    if approval.approver.person == lender { return false }
    return isRecent(approval.moment, demand.life, request)
  }
}
