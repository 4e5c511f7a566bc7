import BenchSupport
import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// A decision with its quota counted in memory.
///
/// Pseudonym of the subject and keys of the accounts are made before, since the audit needs them whatever decides;
/// what a whole call costs stands in the table of gated calls.
struct PolicyBench {
  private static let functions = 20
  private static let people = 512
  private static let count = 1_024
  private static let rounds = 200
  /// Microseconds.
  private static let maximum = 2.0

  /// Prints; whether the limit is kept.
  func report() throws -> Bool {
    let policy = try Self.policy()
    let request = PolicyRequest(
      caller: .card(
        PolicyCard(
          type: .cps, profession: .pharmacist,
          person: try NationalIdentifier(ServiceScene.person(0).nationalIdentifier))),
      moment: ServiceScene.moment, authenticatedAt: ServiceScene.moment - .seconds(600))
    let function = try Self.function(Self.functions / 2)
    let units = try (0..<Self.people).map { try Digest.sha256(Array("person \($0)".utf8)) }
    let keys = try PolicyQuota.Dimension.allCases.reduce(into: [PolicyQuota.Dimension: [UInt8]]()) {
      $0[$1] = try Digest.sha256(Array($1.rawValue.utf8))
    }
    let ledger = QuotaLedger()
    var (decisions, both) = (Series(), Series())
    for _ in 0..<Self.rounds {
      try decisions.measure(Self.count) { _ in
        guard policy.decision(on: function, for: request).isAllowed else { throw CPSError(.internalFault) }
      }
      try both.measure(Self.count) { index in
        let decision = policy.decision(on: function, for: request)
        let charges = decision.quotas.flatMap { quota in
          quota.per.map { dimension in
            QuotaCharge(
              key: keys[dimension] ?? [], unit: units[index % units.count], window: quota.window,
              limit: quota.limit)
          }
        }
        guard case .admitted = ledger.charge(charges, at: ServiceScene.moment) else {
          throw CPSError(.internalFault)
        }
      }
    }
    Report.head("one decision among \(policy.rules.count) rules", "minimum, µs", "median, µs")
    Report.row("decision", Report.number(decisions.minimum, 2), Report.number(decisions.median, 2))
    Report.row(
      "decision, and two accounts charged", Report.number(both.minimum, 2), Report.number(both.median, 2))
    print("\nmedian \(Report.number(both.median, 2)) µs, limit \(Report.number(Self.maximum, 1))")
    return both.median <= Self.maximum
  }

  private static func function(_ index: Int) throws(CPSError) -> FunctionName {
    try FunctionName("service.function-\(index)")
  }

  /// For each function one rule for pharmacists and one for physicians, and one that forbids a person everything.
  private static func policy() throws -> Policy {
    let quota = PolicyQuota(
      name: "people", counts: .subjects, per: [.person, .card], window: .seconds(3_600), limit: people,
      beyond: .refuse)
    var rules = [
      PolicyRule(
        name: "suspended", effect: .forbid, functions: .every,
        holders: .card(
          CardCondition(
            types: [.cps], professions: nil,
            persons: [try NationalIdentifier(ServiceScene.person(1).nationalIdentifier)])))
    ]
    for index in 0..<functions {
      for (name, professions) in [
        ("physicians", Set([ProfessionCode.physician])), ("pharmacists", [.pharmacist]),
      ] {
        rules.append(
          PolicyRule(
            name: "\(name) \(index)", effect: .allow, functions: .named([try function(index)]),
            holders: .card(CardCondition(types: [.cps], professions: professions)),
            demands: PolicyDemands(freshness: .seconds(3_600)), quotas: [quota]))
      }
    }
    return try Policy(version: "bench", rules: rules)
  }
}
