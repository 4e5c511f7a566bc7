import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuth

@Suite struct PolicyQuotaTests {
  private func rules(_ quotas: [PolicyQuota], effect: PolicyRule.Effect = .allow) -> [PolicyRule] {
    [
      PolicyRule(
        name: "r", effect: effect, functions: TestPolicy.functions, holders: TestPolicy.physicians.holders,
        quotas: quotas)
    ]
  }

  @Test func aQuotaThatBoundsNothingOrMeansTwoThingsIsRefused() throws {
    let wrong: [PolicyQuota] = [
      QuotaScene.quota("", limit: 1), QuotaScene.quota("a\nb", limit: 1),
      QuotaScene.quota(String(repeating: "q", count: 65), limit: 1),
      QuotaScene.quota(limit: 0), QuotaScene.quota(limit: -1), QuotaScene.quota(limit: 1_000_001),
      QuotaScene.quota(per: [], limit: 1), QuotaScene.quota(limit: 1, window: .zero),
      QuotaScene.quota(limit: 1, window: .seconds(-1)),
      QuotaScene.quota(limit: 1, window: .seconds(2_678_401)),
      QuotaScene.quota("n", .networks, per: [.card, .network], limit: 1),
    ]
    for quota in wrong {
      #expect(throws: CPSError(.configurationInvalid), "\(quota)") {
        try Policy(version: "1", rules: rules([quota]))
      }
    }
    let pair = [QuotaScene.quota(limit: 1), QuotaScene.quota(limit: 1)]
    #expect(throws: CPSError(.configurationInvalid)) { try Policy(version: "1", rules: rules(pair)) }
    #expect(throws: CPSError(.configurationInvalid)) {
      try Policy(version: "1", rules: rules([QuotaScene.quota(limit: 1)], effect: .forbid))
    }
  }

  @Test func quotasOfOneNameAreEqualOrRefused() throws {
    func policy(_ second: PolicyQuota) throws -> Policy {
      let other = PolicyRule(
        name: "other", effect: .allow, functions: TestPolicy.functions, holders: .everyAccount,
        quotas: [second])
      return try Policy(version: "1", rules: rules([QuotaScene.quota(limit: 5)]) + [other])
    }
    #expect(try policy(QuotaScene.quota(limit: 5)).rules.count == 2)
    #expect(throws: CPSError(.configurationInvalid)) { try policy(QuotaScene.quota(limit: 6)) }
  }
}
