import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct RulePeriodTests {
  private static let noon = ServiceBench.noon
  private static let lookup: FunctionName = "infopatient.lookup"

  private func rule(
    _ name: String, _ holders: PolicyHolders, _ period: RulePeriod, _ effect: PolicyRule.Effect = .allow
  ) -> PolicyRule {
    PolicyRule(
      name: name, effect: effect, functions: .named([Self.lookup]), holders: holders, period: period)
  }

  private var cards: PolicyHolders { .card(CardCondition(types: [.cps], professions: [.physician])) }

  private func decide(
    _ rules: [PolicyRule], _ caller: PolicyCaller, at moment: Timestamp = noon
  ) throws -> PolicyDecision {
    try Policy(version: "1", rules: rules).decision(
      on: Self.lookup, for: PolicyRequest(caller: caller, moment: moment))
  }

  private func account() throws -> PolicyCaller { .account(try AccountName("alix")) }

  private func physician() throws -> PolicyCaller {
    .card(PolicyCard(type: .cps, profession: .physician, person: try NationalIdentifier("899900123011")))
  }

  @Test func `a rule holds from its first moment, and no more at its last`() throws {
    let period = RulePeriod(from: Self.noon, until: Self.noon + .seconds(60))
    let rules = [rule("r", .everyAccount, period)]
    for (moment, isOpen) in [
      (Self.noon - .milliseconds(1), false), (Self.noon, true), (Self.noon + .milliseconds(59_999), true),
      (Self.noon + .seconds(60), false), (Self.noon + .seconds(86_400), false),
    ] {
      #expect(try decide(rules, try account(), at: moment).isAllowed == isOpen, "\(moment.rfc3339)")
    }
  }

  @Test func `a rule that never holds is refused at load`() {
    for until in [Self.noon, Self.noon - .seconds(1)] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try Policy(
          version: "1",
          rules: [rule("r", .everyAccount, RulePeriod(from: Self.noon, until: until))])
      }
    }
  }

  @Test func `an account that could until then is told since when, and that the card opens it`() throws {
    let rules = [
      rule("accounts", .everyAccount, RulePeriod(until: Self.noon)), rule("cards", cards, .always),
    ]
    let before = try decide(rules, try account(), at: Self.noon - .seconds(1))
    #expect(before.isAllowed && before.rule == "accounts")
    #expect(before.explanation.english == "rule “accounts” allows it until \(Self.noon.rfc3339)")
    let after = try decide(rules, try account())
    #expect(after.refusal == CPSError(.cardRequired) && after.missing == [.card])
    #expect(
      after.explanation.english == "closed to accounts since \(Self.noon.rfc3339); connect with the CPS card")
    #expect(after.explanation.french.contains("fermée aux comptes depuis le \(Self.noon.rfc3339)"))
    #expect(try decide(rules, try physician()).rule == "cards")
  }

  @Test func `nobody is sent for a card that opens nothing yet`() throws {
    let rules = [
      rule("accounts", .everyAccount, RulePeriod(until: Self.noon)),
      rule("cards", cards, RulePeriod(from: Self.noon + .seconds(60))),
    ]
    let decision = try decide(rules, try account())
    #expect(decision.refusal == CPSError(.deniedByPolicy) && decision.missing.isEmpty)
    #expect(decision.explanation.english == "rule “accounts”: it ended on \(Self.noon.rfc3339)")
    let early = try decide(rules, try physician())
    #expect(!early.isAllowed)
    #expect(early.explanation.english.contains("it holds from"))
    #expect(try decide(rules, try physician(), at: Self.noon + .seconds(60)).isAllowed)
  }

  @Test func `a rule that forbids forbids in its time only`() throws {
    let rules = [
      rule("closed", .everyone, RulePeriod(from: Self.noon, until: Self.noon + .seconds(60)), .forbid),
      rule("cards", cards, .always),
    ]
    #expect(try decide(rules, try physician(), at: Self.noon - .seconds(1)).isAllowed)
    #expect(try decide(rules, try physician()).rule == "closed")
    #expect(try decide(rules, try physician(), at: Self.noon + .seconds(60)).isAllowed)
  }

  @Test func `a call of another moment has the ages that it had`() throws {
    let request = PolicyRequest(
      caller: try physician(), moment: Self.noon, authenticatedAt: Self.noon - .seconds(90),
      presence: PresenceLease(kind: .signed, until: Self.noon + .seconds(5)))
    let later = request.asked(at: Self.noon + .seconds(3_600))
    #expect(later.moment - Self.noon == .seconds(3_600))
    #expect(later.authenticatedAt.map { later.moment - $0 } == .seconds(90))
    #expect(later.presence.map { $0.until - later.moment } == .seconds(5))
    #expect(later.confirmedAt == nil && later.approval == nil)
  }
}
