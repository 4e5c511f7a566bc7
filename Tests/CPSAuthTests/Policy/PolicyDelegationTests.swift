import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct PolicyDelegationTests {
  private static let lookup: FunctionName = "infopatient.lookup"
  private static let noon = ServiceBench.noon
  private static let functions = PolicyFunctions.named([lookup])

  private let delegator: PolicyCard
  private let secretary: PolicyCard

  init() throws {
    delegator = PolicyCard(
      type: .cps, profession: .physician, person: try NationalIdentifier("899900123011"))
    secretary = PolicyCard(
      type: .cpe, profession: nil, person: try NationalIdentifier("30B0999999/CPE0001"))
  }

  private func physicians(
    _ demands: PolicyDemands = .none, isBreakGlass: Bool = false, period: RulePeriod = .always
  ) -> PolicyRule {
    PolicyRule(
      name: "physicians", effect: .allow, functions: Self.functions,
      holders: .card(CardCondition(types: [.cps], professions: [.physician])), demands: demands,
      isBreakGlass: isBreakGlass, period: period)
  }

  private func staff(
    _ demands: PolicyDemands = .none, types: Set<CardType> = [.cpe], isDelegated: Bool = true
  ) -> PolicyRule {
    PolicyRule(
      name: "staff", effect: .allow, functions: Self.functions,
      holders: .card(CardCondition(types: types, professions: nil)), demands: demands,
      isDelegated: isDelegated)
  }

  private func suspended(_ person: NationalIdentifier) -> PolicyRule {
    PolicyRule(
      name: "suspended", effect: .forbid, functions: .every,
      holders: .card(
        CardCondition(types: Set(CardType.allCases), professions: nil, persons: [person])))
  }

  private func decide(
    _ rules: PolicyRule..., by caller: PolicyCard? = nil, for lender: PolicyCard? = nil,
    until: Timestamp = noon + .seconds(60), confirmed: Duration? = nil, approver: PolicyCard? = nil
  ) throws -> PolicyDecision {
    let request = PolicyRequest(
      caller: .card(caller ?? secretary), moment: Self.noon,
      confirmedAt: confirmed.map { Self.noon - $0 },
      approval: approver.map { PolicyApproval(approver: $0, at: Self.noon) },
      delegation: lender.map { PolicyDelegation(by: $0, reference: "d", until: until) })
    return try Policy(version: "1", rules: rules).decision(on: Self.lookup, for: request)
  }

  private func card(_ profession: ProfessionCode?, type: CardType = .cps) throws -> PolicyCard {
    PolicyCard(type: type, profession: profession, person: try NationalIdentifier("899900123029"))
  }

  @Test func `what is delegated is open to the delegate`() throws {
    let decision = try decide(physicians(), staff(), for: delegator)
    #expect(decision.isAllowed && decision.rule == "staff" && decision.isByDelegation)
  }

  @Test func `without a delegation staff are told that they need one`() throws {
    let decision = try decide(physicians(), staff())
    #expect(decision.refusal == CPSError(.delegationRequired))
    #expect(decision.missing == [.delegation] && !decision.isByDelegation)
    #expect(decision.explanation.english.contains("must have delegated it to you"))
  }

  @Test func `nobody lends more than they have`() throws {
    let missing = [PolicyRequirement.delegation]
    let nurse = try card(.nurse)
    #expect(try decide(physicians(), staff(), for: nurse).missing == missing)
    #expect(try decide(staff(), for: delegator).missing == missing)
    #expect(try decide(physicians(), staff(), suspended(delegator.person), for: delegator).missing == missing)
    let glass = physicians(PolicyDemands(needsReason: true), isBreakGlass: true)
    #expect(try decide(glass, staff(), for: delegator).missing == missing)
    let over = physicians(period: RulePeriod(until: Self.noon))
    #expect(try decide(over, staff(), for: delegator).missing == missing)
  }

  @Test func `a delegation that is over opens nothing`() throws {
    for until in [Self.noon, Self.noon - .milliseconds(1), Self.noon - .seconds(86_400)] {
      let decision = try decide(physicians(), staff(), for: delegator, until: until)
      #expect(decision.missing == [.delegation], "\(until.rfc3339)")
    }
  }

  @Test func `delegates delegate nothing`() throws {
    let colleague = try card(nil, type: .cpe)
    let own = staff(types: [.cpa, .cpe], isDelegated: false)
    let rule = PolicyRule(
      name: "lent", effect: .allow, functions: Self.functions,
      holders: .card(CardCondition(types: [.cpa], professions: nil)), isDelegated: true)
    let assistant = PolicyCard(
      type: .cpa, profession: nil, person: try NationalIdentifier("30B0999999/CPE0002"))
    #expect(try decide(rule, staff(), for: colleague).missing == [.delegation])
    #expect(try decide(rule, own, by: assistant, for: colleague).rule == "staff")
    let open = staff(isDelegated: false)
    #expect(try decide(rule, open, by: assistant, for: colleague).missing == [.delegation])
  }

  @Test func `a delegated rule opens nothing to a professional, and a rule of staff needs no delegation`()
    throws
  {
    #expect(try !decide(staff(), by: try card(.nurse), for: delegator).isAllowed)
    let decision = try decide(staff(isDelegated: false), for: delegator)
    #expect(decision.isAllowed && !decision.isByDelegation)
  }

  @Test func `what is asked of the delegator is asked of the delegate`() throws {
    let limit = Duration.seconds(300)
    let rules = (physicians(PolicyDemands(stepUp: limit)), staff(PolicyDemands(needsReason: true)))
    let decision = try decide(rules.0, rules.1, for: delegator)
    #expect(decision.missing == [.reason, .stepUp(within: limit)] && decision.isByDelegation)
    let confirmed = try decide(rules.0, rules.1, for: delegator, confirmed: .seconds(60))
    #expect(confirmed.missing == [.reason])
    let twice = staff(PolicyDemands(stepUp: limit))
    #expect(try decide(rules.0, twice, for: delegator).missing == [.stepUp(within: limit)])
  }

  @Test func `a delegator does not agree with what is done in their place`() throws {
    let second = PolicyDemands(
      secondPerson: SecondPersonDemand(
        card: CardCondition(types: [.cps], professions: [.physician]), life: .seconds(300)))
    let colleague = try card(.physician)
    for (first, lent) in [(physicians(second), staff()), (physicians(), staff(second))] {
      #expect(try decide(first, lent, for: delegator, approver: delegator).missing == [.secondPerson])
      #expect(try decide(first, lent, for: delegator, approver: colleague).isAllowed)
    }
  }

  @Test func `a rule that lends to others than staff, or an emergency, is refused at load`() throws {
    let holders: [PolicyHolders] = [
      .everyAccount, .card(CardCondition(types: [.cps], professions: [.physician])),
    ]
    for holder in holders {
      #expect(throws: CPSError(.configurationInvalid)) {
        try Policy(
          version: "1",
          rules: [
            PolicyRule(
              name: "r", effect: .allow, functions: Self.functions, holders: holder, isDelegated: true)
          ])
      }
    }
    let staff = PolicyHolders.card(CardCondition(types: [.cpe], professions: nil))
    #expect(throws: CPSError(.configurationInvalid)) {
      try Policy(
        version: "1",
        rules: [
          PolicyRule(
            name: "r", effect: .forbid, functions: Self.functions, holders: staff, isDelegated: true)
        ])
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try Policy(
        version: "1",
        rules: [
          PolicyRule(
            name: "r", effect: .allow, functions: Self.functions, holders: staff,
            demands: PolicyDemands(needsReason: true), isBreakGlass: true, isDelegated: true)
        ])
    }
  }

  @Test func `what can be delegated is what is open to oneself, and lent at all`() throws {
    let policy = try Policy(version: "1", rules: [physicians(), staff()])
    #expect(policy.isDelegated(Self.lookup) && !policy.isDelegated("agenda.read"))
    #expect(policy.isDelegable(Self.lookup, by: delegator, at: Self.noon))
    #expect(try !policy.isDelegable(Self.lookup, by: card(.nurse), at: Self.noon))
    #expect(!policy.isDelegable(Self.lookup, by: secretary, at: Self.noon))
    #expect(!policy.isDelegable("agenda.read", by: delegator, at: Self.noon))
    let unlent = try Policy(version: "1", rules: [physicians(), staff(isDelegated: false)])
    #expect(!unlent.isDelegable(Self.lookup, by: delegator, at: Self.noon))
  }
}
