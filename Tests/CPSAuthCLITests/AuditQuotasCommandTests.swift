import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@Suite struct AuditQuotasCommandTests {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private func workstation(used: [String: Int]) async throws -> Workstation {
    let workstation = try Workstation()
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let log = AuditLog(store: store, clock: ManualClock(Self.noon), random: random)
    let quota = PolicyQuota(
      name: "pace", counts: .subjects, per: [.person], window: .seconds(3_600), limit: 10,
      beyond: .stepUp)
    for (account, used) in used.sorted(by: { $0.key < $1.key }) {
      var event = AuditEvent(.decision)
      event.actor = AuditActor(
        nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
      event.function = "f"
      event.isAllowed = true
      event.quotas = [
        QuotaStanding(quota: quota, dimension: .person, used: used, isExceeded: false, since: nil)
      ]
      try await log.record(event)
    }
    try workstation.write(try await store.exportedLog(), to: "log.jsonl")
    return workstation
  }

  private func run(_ workstation: Workstation, _ more: String...) async throws -> Workstation.Result {
    try await workstation.run(
      arguments: ["audit", "quotas", workstation.home.path("log.jsonl"), "--environment", "synthetic"] + more)
  }

  @Test func `who is near their pace is told, in both languages and as JSON`() async throws {
    let workstation = try await workstation(used: ["alix": 9, "camille": 3])
    let english = try await run(workstation, "--at", Self.noon.rfc3339, "--lang", "en")
    #expect(english.status == 0)
    #expect(english.output.hasPrefix("pace (subjects, 3600 s), person account:alix: 9 of 10, 0 calls"))
    #expect(!english.output.contains("camille") && english.errors.contains("1 accounts of quotas"))
    let french = try await run(workstation, "--at", Self.noon.rfc3339, "--near", "0", "--lang", "fr")
    #expect(french.output.contains("account:alix : 9 sur 10"))
    #expect(french.output.contains("account:camille : 3 sur 10"))
    let json = try await run(workstation, "--at", Self.noon.rfc3339, "--json")
    #expect(json.output.contains(#""holder":"account:alix""#) && json.output.contains(#""used":9"#))
  }

  @Test func `what has left its window, or comes later, is not told`() async throws {
    let workstation = try await workstation(used: ["alix": 9])
    for moment in [Self.noon + .seconds(3_600), Self.noon - .seconds(1)] {
      #expect(try await run(workstation, "--at", moment.rfc3339, "--near", "0").output.isEmpty)
    }
  }

  @Test func `a share that is none, and a log that is none`() async throws {
    let workstation = try await workstation(used: [:])
    for near in ["-1", "101", "many"] { #expect(try await run(workstation, "--near=\(near)").status == 64) }
    try workstation.write("not a log\n", to: "log.jsonl")
    #expect(try await run(workstation).status == 65)
  }
}
