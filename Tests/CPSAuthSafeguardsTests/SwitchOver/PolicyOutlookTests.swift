import CPSAuth
import CPSAuthSafeguards
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@Suite struct PolicyOutlookTests {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let later = noon + .seconds(60)
  private static let latest = noon + .seconds(120)

  private func rule(
    _ name: String, _ function: FunctionName = "f", from: Timestamp? = nil, until: Timestamp? = nil
  ) -> PolicyRule {
    PolicyRule(
      name: name, effect: .allow, functions: .named([function]), holders: .everyAccount,
      period: RulePeriod(from: from, until: until))
  }

  private func closed(_ name: String, from: Timestamp? = nil, until: Timestamp? = nil) -> PolicyRule {
    PolicyRule(
      name: name, effect: .forbid, functions: .every, holders: .everyone,
      period: RulePeriod(from: from, until: until))
  }

  private func outlook(_ rules: PolicyRule...) throws -> PolicyOutlook {
    PolicyOutlook(of: try Policy(version: "1", rules: rules), from: Self.noon)
  }

  private func spans(_ rules: PolicyRule...) throws -> [[Timestamp?]] {
    PolicyOutlook(of: try Policy(version: "1", rules: rules), from: Self.noon)
      .closures.map { [$0.from, $0.until] }
  }

  @Test func `a policy without moments has nothing to tell`() throws {
    let found = try outlook(rule("a"), rule("b", "g"))
    #expect(found.ended.isEmpty && found.closures.isEmpty)
  }

  @Test func `a rule that has ended is named, one that ends later is not`() throws {
    let found = try outlook(
      rule("now", until: Self.noon), rule("later", until: Self.later), rule("always", from: Self.noon))
    #expect(found.ended == ["now"])
    #expect(found.closures.isEmpty)
  }

  @Test func `a function that nobody can call is found, with its times`() throws {
    #expect(try spans(rule("a", until: Self.later)) == [[Self.later, nil]])
    #expect(try spans(rule("a", until: Self.noon)) == [[Self.noon, nil]])
    #expect(try spans(rule("a", from: Self.later)) == [[Self.noon, Self.later]])
    #expect(
      try spans(rule("a", until: Self.later), rule("b", from: Self.latest)) == [[Self.later, Self.latest]])
    #expect(try spans(rule("a", until: Self.later), rule("b", from: Self.later)) == [])
    #expect(try spans(rule("a", until: Self.latest), rule("b", from: Self.later)) == [])
  }

  @Test func `what is forbidden to everybody is open to nobody, in its time`() throws {
    #expect(
      try spans(rule("a"), closed("c", from: Self.later, until: Self.latest)) == [[Self.later, Self.latest]])
    #expect(try spans(rule("a"), closed("c")) == [[Self.noon, nil]])
    #expect(try spans(rule("a"), closed("c", until: Self.noon)) == [])
  }

  @Test func `what is lent and open to no professional is found`() throws {
    let staff = PolicyHolders.card(CardCondition(types: [.cpe], professions: nil))
    let lent = PolicyRule(
      name: "lent", effect: .allow, functions: .named(["f", "g"]), holders: staff, isDelegated: true)
    let own = PolicyRule(name: "own", effect: .allow, functions: .named(["g"]), holders: staff)
    let physicians = PolicyRule(
      name: "physicians", effect: .allow, functions: .named(["g"]),
      holders: .card(CardCondition(types: [.cps], professions: [.physician])))
    #expect(try outlook(lent, physicians).unlendable == ["f"])
    #expect(try outlook(lent, own, rule("accounts", "f")).unlendable == ["f", "g"])
    #expect(try outlook(own, physicians).unlendable == [])
  }

  @Test func `one function that closes says nothing of another`() throws {
    let found = try outlook(rule("a", "f", until: Self.later), rule("b", "g"))
    #expect(found.closures.map(\.function) == ["f"])
  }
}
