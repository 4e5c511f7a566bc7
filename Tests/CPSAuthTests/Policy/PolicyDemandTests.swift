import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct PolicyDemandTests {
  private static let lookup: FunctionName = "infopatient.lookup"
  private static let noon = ServiceBench.noon
  private static let physicians = CardCondition(types: [.cps], professions: [.physician])

  private let caller: PolicyCaller
  private let colleague: PolicyCard

  init() throws {
    caller = .card(
      PolicyCard(type: .cps, profession: .physician, person: try NationalIdentifier("899900123011")))
    colleague = PolicyCard(
      type: .cps, profession: .physician, person: try NationalIdentifier("899900123029"))
  }

  private func rule(
    _ demands: PolicyDemands, name: String = "r", holders: PolicyHolders = .card(physicians),
    isBreakGlass: Bool = false
  ) -> PolicyRule {
    PolicyRule(
      name: name, effect: .allow, functions: .named([Self.lookup]), holders: holders, demands: demands,
      isBreakGlass: isBreakGlass)
  }

  private func decide(_ rules: PolicyRule..., for request: PolicyRequest) throws -> PolicyDecision {
    try Policy(version: "1", rules: rules).decision(on: Self.lookup, for: request)
  }

  private func request(
    typed: Duration? = nil, confirmed: Duration? = nil, presence: PresenceLease? = nil,
    reason: String? = nil, isBreakGlass: Bool = false, approval: PolicyApproval? = nil
  ) throws -> PolicyRequest {
    PolicyRequest(
      caller: caller, moment: Self.noon, authenticatedAt: typed.map { Self.noon - $0 },
      confirmedAt: confirmed.map { Self.noon - $0 }, presence: presence,
      circumstances: Circumstances(
        reason: try reason.map { text throws(CPSError) in try AccessReason(text) },
        isBreakGlass: isBreakGlass), approval: approval)
  }

  @Test func `a PIN must have been typed in time`() throws {
    let fresh = rule(PolicyDemands(freshness: .seconds(600)))
    for age in [Duration.zero, .seconds(599), .seconds(600), .seconds(-5)] {
      #expect(try decide(fresh, for: try request(typed: age)).isAllowed)
    }
    for age in [nil, Duration.milliseconds(600_001), .seconds(86_400), .seconds(-6)] {
      let decision = try decide(fresh, for: try request(typed: age, confirmed: .zero))
      #expect(decision.refusal == CPSError(.stepUpRequired))
      #expect(decision.missing == [.freshness(within: .seconds(600))])
      #expect(decision.rule == PolicyDecision.defaultRule)
    }
  }

  @Test func `FT-03 a step-up in the future is none`() throws {
    let confirmed = rule(PolicyDemands(stepUp: .seconds(60)))
    #expect(try decide(confirmed, for: try request(confirmed: .seconds(60))).isAllowed)
    for age in [nil, Duration.seconds(61), .seconds(-6), .seconds(-86_400)] {
      let decision = try decide(confirmed, for: try request(typed: .zero, confirmed: age))
      #expect(decision.missing == [.stepUp(within: .seconds(60))])
      #expect(decision.refusal?.values["seconds"] == "60")
    }
  }

  @Test func `CL-10 a card out of sight opens nothing that asks for presence`() throws {
    let watched = rule(PolicyDemands(presence: .watched))
    let signed = rule(PolicyDemands(presence: .signed))
    func lease(_ kind: PresenceKind?, _ seconds: Int) -> PresenceLease {
      PresenceLease(kind: kind, until: Self.noon + .seconds(seconds))
    }
    for held in [lease(nil, 1), lease(.watched, 1), lease(.signed, 1)] {
      #expect(try decide(watched, for: try request(presence: held)).isAllowed)
    }
    #expect(try decide(signed, for: try request(presence: lease(.signed, 1))).isAllowed)
    for held in [nil, lease(.watched, 0), lease(.signed, -1)] {
      let decision = try decide(watched, for: try request(presence: held))
      #expect(decision.refusal == CPSError(.presenceRequired))
      #expect(decision.missing == [.presence(.watched)])
    }
    for held in [nil, lease(nil, 1), lease(.watched, 1), lease(.signed, 0)] {
      #expect(try decide(signed, for: try request(presence: held)).missing == [.presence(.signed)])
    }
  }

  @Test func `a reason is asked for, whatever it says`() throws {
    let explained = rule(PolicyDemands(needsReason: true))
    #expect(try decide(explained, for: try request(reason: "Remplacement")).isAllowed)
    #expect(try decide(explained, for: try request()).refusal == CPSError(.reasonRequired))
    let account = PolicyRequest(caller: .account(try AccountName("alix")), moment: Self.noon)
    let everyAccount = rule(PolicyDemands(needsReason: true), holders: .everyAccount)
    #expect(try decide(everyAccount, for: account).missing == [.reason])
  }

  @Test func `a second person is another person with the right card, of late`() throws {
    let demand = SecondPersonDemand(card: Self.physicians, life: .seconds(600))
    let dual = rule(PolicyDemands(secondPerson: demand))
    func decide(_ approver: PolicyCard?, _ age: Duration = .zero) throws -> PolicyDecision {
      let approval = approver.map { PolicyApproval(approver: $0, at: Self.noon - age) }
      return try self.decide(dual, for: try request(approval: approval))
    }
    #expect(try decide(colleague).isAllowed)
    #expect(try decide(colleague, .seconds(600)).isAllowed)
    let nurse = PolicyCard(type: .cps, profession: .nurse, person: colleague.person)
    let untyped = PolicyCard(
      type: .cps, profession: .physician, person: colleague.person, evidence: .tls)
    guard case .card(let same) = caller else { return }
    for (approver, age) in [
      (nil, Duration.zero), (same, .zero), (nurse, .zero), (untyped, .zero), (colleague, .seconds(601)),
      (colleague, .seconds(-6)),
    ] {
      let decision = try decide(approver, age)
      #expect(decision.refusal == CPSError(.secondPersonRequired))
      #expect(decision.missing == [.secondPerson])
    }
  }

  @Test func `an emergency opens what is kept for it, and only when it is declared`() throws {
    let glass = rule(PolicyDemands(needsReason: true), name: "glass", isBreakGlass: true)
    let opened = try decide(glass, for: try request(reason: "Urgence vitale", isBreakGlass: true))
    #expect(opened.isAllowed && opened.isBreakGlass)
    #expect(opened.rule == "glass")
    #expect(try decide(glass, for: try request()).missing == [.breakGlass, .reason])
    #expect(
      try decide(glass, for: try request(reason: "Urgence vitale")).refusal == CPSError(.breakGlassRequired))
    #expect(try decide(glass, for: try request(isBreakGlass: true)).missing == [.reason])
    let closed = PolicyRule(
      name: "closed", effect: .forbid, functions: .every, holders: .card(Self.physicians))
    let forbidden = try decide(glass, closed, for: try request(reason: "Urgence", isBreakGlass: true))
    #expect(forbidden.rule == "closed" && !forbidden.isBreakGlass)
  }

  @Test func `what is open without an emergency is not reviewed because one was declared`() throws {
    let glass = rule(PolicyDemands(needsReason: true), name: "glass", isBreakGlass: true)
    let ordinary = rule(PolicyDemands(freshness: .seconds(600)), name: "ordinary")
    let fresh = try decide(
      glass, ordinary, for: try request(typed: .zero, reason: "Urgence", isBreakGlass: true))
    #expect(fresh.rule == "ordinary" && !fresh.isBreakGlass)
    let stale = try decide(glass, ordinary, for: try request(reason: "Urgence", isBreakGlass: true))
    #expect(stale.rule == "glass" && stale.isBreakGlass)
    // Nobody is told to declare an emergency who could type a PIN instead.
    #expect(
      try decide(glass, ordinary, for: try request()).missing == [.freshness(within: .seconds(600))])
  }

  @Test func `of several rules that lack something the nearest is told`() throws {
    let far = rule(PolicyDemands(freshness: .seconds(600), needsReason: true), name: "far")
    let near = rule(PolicyDemands(stepUp: .seconds(60)), name: "near")
    let decision = try decide(far, near, for: try request())
    #expect(decision.missing == [.stepUp(within: .seconds(60))])
    #expect(decision.explanation[.english].hasPrefix("rule “near”: "))
    #expect(decision.explanation[.french].hasPrefix("règle « near » : "))
    #expect(try decide(far, near, for: try request(typed: .zero, reason: "Garde")).rule == "far")
  }

  @Test func `demands that nobody can mean are refused at load`() throws {
    let second = SecondPersonDemand(card: Self.physicians, life: .seconds(59))
    let tls = CardCondition(types: [.cps], professions: [.physician], evidence: [.tls])
    let anybody = CardCondition(types: [.cps], professions: nil)
    let wrong: [PolicyRule] = [
      rule(PolicyDemands(freshness: .seconds(59))), rule(PolicyDemands(freshness: .seconds(14_401))),
      rule(PolicyDemands(stepUp: .seconds(29))), rule(PolicyDemands(stepUp: .seconds(3_601))),
      rule(PolicyDemands(secondPerson: second)),
      rule(PolicyDemands(secondPerson: SecondPersonDemand(card: tls, life: .seconds(60)))),
      rule(PolicyDemands(secondPerson: SecondPersonDemand(card: anybody, life: .seconds(60)))),
      rule(.none, isBreakGlass: true),
      rule(PolicyDemands(freshness: .seconds(60)), holders: .everyAccount),
      rule(PolicyDemands(presence: .watched), holders: .everyAccount),
      rule(PolicyDemands(stepUp: .seconds(60)), holders: .everyAccount),
      PolicyRule(
        name: "r", effect: .forbid, functions: .every, holders: .everyone,
        demands: PolicyDemands(needsReason: true)),
      PolicyRule(
        name: "r", effect: .forbid, functions: .every, holders: .everyone, isBreakGlass: true),
    ]
    for rule in wrong {
      #expect(throws: CPSError(.configurationInvalid)) { try Policy(version: "1", rules: [rule]) }
    }
  }
}
