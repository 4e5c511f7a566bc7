import Testing

@testable import CPSAuth

@Suite struct PolicyDifferentialTests {
  private static let seeds = Array(UInt64(0)..<8)
  private static let policiesPerSeed = 12_500

  /// 100,000 random policies in all, each asked about one call by two evaluators that share no code.
  @Test(arguments: seeds)
  func `two evaluators decide alike about random policies`(seed: UInt64) throws {
    var chance = RandomPolicies(seed: seed)
    var allowed = 0
    var breakGlass = 0
    var lacking = 0
    var delegated = 0
    var made = 0
    while made < Self.policiesPerSeed {
      guard let policy = chance.policy() else { continue }
      made += 1
      let (function, request) = chance.call()
      let decision = policy.decision(on: function, for: request)
      let found = PlainPolicyJudge.Verdict(
        isAllowed: decision.isAllowed, rule: decision.rule, missing: decision.missing,
        isBreakGlass: decision.isBreakGlass)
      let expected = PlainPolicyJudge(rules: policy.rules).verdict(on: function, for: request)
      guard found == expected else {
        Issue.record("seed \(seed), policy \(made): \(found), expected \(expected)")
        return
      }
      allowed += found.isAllowed ? 1 : 0
      breakGlass += found.isBreakGlass ? 1 : 0
      delegated += decision.isByDelegation && found.isAllowed ? 1 : 0
      lacking += found.missing.isEmpty ? 0 : 1
    }
    // Chance meets every kind of decision often, or the comparison would say nothing.
    #expect(allowed > 200 && breakGlass > 20 && lacking > 1_000 && delegated > 10)
  }
}
