import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust

/// Policies and calls by chance, small enough that they meet: few names, few codes, few moments.
struct RandomPolicies {
  private static let functions: [FunctionName] = ["f", "g", "h"]
  private static let professions: [ProfessionCode] = [.physician, .pharmacist, .nurse]
  private static let specialities = ["SM26", "SM54"].compactMap(SpecialityCode.init(rawValue:))
  private static let persons = ["899900123011", "899900123029"].compactMap {
    try? NationalIdentifier($0)
  }
  private static let accounts = ["alix", "camille"].compactMap { try? AccountName($0) }
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let ages: [Duration] = [
    .zero, .seconds(60), .milliseconds(60_001), .seconds(300), .seconds(301), .seconds(-5), .seconds(-6),
  ]

  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  private mutating func number(below limit: Int) -> Int { generator.number(below: limit) }

  private mutating func chance(_ one: Int) -> Bool { number(below: one) == 0 }

  private mutating func one<Value>(of values: [Value]) -> Value { values[number(below: values.count)] }

  private mutating func some<Value: Hashable>(of values: [Value]) -> Set<Value> {
    var chosen: Set<Value> = [one(of: values)]
    for value in values where chance(2) { chosen.insert(value) }
    return chosen
  }

  private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? {
    chance(2) ? make(&self) : nil
  }

  /// A policy, or nil when chance made one that is refused at load.
  mutating func policy() -> Policy? {
    var rules: [PolicyRule] = []
    for index in 0...number(below: 6) { rules.append(rule("r\(index)")) }
    if chance(2) { rules += lending() }
    return try? Policy(version: "1", rules: rules)
  }

  /// A rule that opens by delegation, and one for those who lend: chance alone seldom makes them meet.
  private mutating func lending() -> [PolicyRule] {
    let isPlain = chance(2)
    return [
      PolicyRule(
        name: "lent", effect: .allow, functions: .named(some(of: Self.functions)),
        holders: .card(
          CardCondition(types: [.cpe, .cpa], professions: nil, evidence: Set(Evidence.allCases))),
        demands: isPlain ? .none : demands(ofCard: true, isBreakGlass: false), isDelegated: true),
      PolicyRule(
        name: "lender", effect: .allow, functions: .named(some(of: Self.functions)),
        holders: .card(
          CardCondition(
            types: [.cps, .cpf], professions: Set(Self.professions), evidence: Set(Evidence.allCases))),
        demands: isPlain ? .none : demands(ofCard: true, isBreakGlass: false), period: period()),
    ]
  }

  private mutating func rule(_ name: String) -> PolicyRule {
    let effect: PolicyRule.Effect = chance(4) ? .forbid : .allow
    let isEvery = effect == .forbid && chance(3)
    let holders = holders(effect)
    var isCard = false
    if case .card = holders { isCard = true }
    guard effect == .allow else {
      return PolicyRule(
        name: name, effect: effect, functions: isEvery ? .every : .named(some(of: Self.functions)),
        holders: holders, period: period())
    }
    let isBreakGlass = chance(4)
    let demands = demands(ofCard: isCard, isBreakGlass: isBreakGlass)
    var isDelegated = false
    if case .card(let condition) = holders, condition.types.isSubset(of: [.cpe, .cpa]), !isBreakGlass {
      isDelegated = chance(2)
    }
    return PolicyRule(
      name: name, effect: effect, functions: .named(some(of: Self.functions)), holders: holders,
      demands: demands, isBreakGlass: isBreakGlass, isDelegated: isDelegated, period: period())
  }

  /// Mostly all times; else with a beginning or end around the moment of calls.
  private mutating func period() -> RulePeriod {
    guard chance(3) else { return .always }
    let edges: [Timestamp?] = [nil, Self.noon - .milliseconds(1), Self.noon, Self.noon + .milliseconds(1)]
    return RulePeriod(from: one(of: edges), until: one(of: edges))
  }

  private mutating func holders(_ effect: PolicyRule.Effect) -> PolicyHolders {
    switch number(below: 6) {
    case 0: effect == .forbid ? .everyone : .everyAccount
    case 1: .accounts(some(of: Self.accounts))
    default: .card(condition(isAllowing: effect == .allow))
    }
  }

  private mutating func condition(isAllowing: Bool, evidence: Set<Evidence>? = nil) -> CardCondition {
    let isStaff = isAllowing && chance(4)
    let types: [CardType] = isStaff ? [.cpe, .cpa] : isAllowing ? [.cps, .cpf] : CardType.allCases
    let professions = isStaff || (!isAllowing && chance(2)) ? nil : some(of: Self.professions)
    let specialities = isStaff || !chance(3) ? nil : some(of: Self.specialities)
    return CardCondition(
      types: some(of: types), professions: professions, specialities: specialities,
      evidence: evidence ?? some(of: Evidence.allCases), persons: chance(4) ? some(of: Self.persons) : nil)
  }

  private mutating func demands(ofCard isCard: Bool, isBreakGlass: Bool) -> PolicyDemands {
    PolicyDemands(
      freshness: isCard && chance(3) ? one(of: [.seconds(60), .seconds(300)]) : nil,
      presence: isCard && chance(3) ? one(of: PresenceDemand.allCases) : nil,
      stepUp: isCard && chance(3) ? one(of: [.seconds(60), .seconds(300)]) : nil,
      needsReason: isBreakGlass || chance(3),
      secondPerson: chance(4)
        ? SecondPersonDemand(
          card: condition(isAllowing: true, evidence: [.proof]),
          life: one(of: [.seconds(60), .seconds(300)])) : nil)
  }

  private mutating func card() -> PolicyCard {
    PolicyCard(
      type: chance(2) ? .cps : one(of: CardType.allCases), profession: maybe { $0.one(of: Self.professions) },
      specialities: chance(2) ? [] : Array(some(of: Self.specialities)), person: one(of: Self.persons),
      evidence: chance(2) ? .proof : one(of: Evidence.allCases))
  }

  private mutating func staff() -> PolicyCard {
    PolicyCard(
      type: one(of: [.cpe, .cpa]), profession: nil, person: one(of: Self.persons),
      evidence: one(of: Evidence.allCases))
  }

  private mutating func moment() -> Timestamp { Self.noon - one(of: Self.ages) }

  /// A call.
  mutating func call() -> (FunctionName, PolicyRequest) {
    let caller: PolicyCaller =
      chance(4) ? .account(one(of: Self.accounts)) : .card(chance(3) ? staff() : card())
    let lease = maybe { generator in
      PresenceLease(
        kind: generator.one(of: [nil, .watched, .signed]),
        until: Self.noon + generator.one(of: [.seconds(1), .zero, .seconds(-1)]))
    }
    let reason = maybe { _ in try? AccessReason("Urgence") } ?? nil
    let approval = maybe { PolicyApproval(approver: $0.card(), at: $0.moment()) }
    let delegation = maybe { generator in
      PolicyDelegation(
        by: generator.card(), reference: "d",
        until: Self.noon + generator.one(of: [.seconds(60), .milliseconds(1), .zero, .seconds(-1)]))
    }
    let request = PolicyRequest(
      caller: caller, moment: Self.noon, authenticatedAt: maybe { $0.moment() },
      confirmedAt: maybe { $0.moment() }, presence: lease,
      circumstances: Circumstances(reason: reason, isBreakGlass: chance(2)), approval: approval,
      delegation: delegation)
    return (one(of: Self.functions + ["unknown"]), request)
  }
}
