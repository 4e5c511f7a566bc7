import CPSAuth
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuthPolicy

@Suite struct PolicyReplayCountTests {
  private static let policy = """
    version: "1"
    rules:
      physicians: {allow: [f], method: card, cards: [CPS], professions: [10]}
      reasoned: {allow: [g], method: card, cards: [CPS], professions: [10], reason: true}
    """

  private func entry(
    _ function: FunctionName, profession: String, isAllowed: Bool, rule: String = "old",
    _ change: (inout AuditEvent) -> Void = { _ in }
  ) -> AuditEntry {
    var event = AuditEvent(.decision)
    event.actor = AuditActor(
      nationalIdentifier: "899900123011", cardNumber: "2698000201", account: nil, session: "s")
    event.function = function
    event.isAllowed = isAllowed
    event.rule = rule
    event.facts = ["card-type": "CPS", "profession": profession, "evidence": "proof"]
    change(&event)
    return AuditEntry(
      sequence: 1, time: Timestamp(secondsSince1970: 1_800_000_000), environment: .synthetic, event: event)
  }

  @Test func `what would have changed is counted, and only that is told`() throws {
    let policy = try PolicyFile(Array(Self.policy.utf8), named: "p.yaml", knowing: nil).policy
    var replay = PolicyReplay(under: policy)
    func replayed(_ entry: AuditEntry) -> PolicyChange? { replay.read(entry) }
    #expect(replayed(entry("f", profession: "10", isAllowed: true, rule: "physicians")) == nil)
    #expect(replayed(entry("f", profession: "10", isAllowed: true)) == nil)
    #expect(replayed(entry("f", profession: "60", isAllowed: false)) == nil)
    let refused = try #require(replayed(entry("f", profession: "60", isAllowed: true)))
    #expect(!refused.decision.isAllowed && refused.entry.event.rule == "old")
    let opened = try #require(replayed(entry("f", profession: "10", isAllowed: false)))
    #expect(opened.decision.isAllowed && opened.decision.rule == "physicians")
    let unexplained = try #require(replayed(entry("g", profession: "10", isAllowed: true)))
    #expect(unexplained.decision.missing == [.reason])
    #expect(
      replayed(entry("g", profession: "10", isAllowed: true) { event in event.reason = "Garde" }) == nil)
    #expect(replayed(entry("f", profession: "10", isAllowed: true) { event in event.facts = [:] }) == nil)
    var login = AuditEvent(.login)
    login.actor = refused.entry.event.actor
    let time = refused.entry.time
    #expect(
      replayed(AuditEntry(sequence: 2, time: time, environment: .synthetic, event: login)) == nil)
    #expect(replay.replayed == 7 && replay.skipped == 1)
    #expect(replay.refused == 2 && replay.opened == 1 && replay.moved == 2)
  }

  @Test func `what is opened by a rule with quotas says which were not counted`() throws {
    let text = """
      version: "2"
      rules:
        physicians:
          allow: [f]
          method: card
          cards: [CPS]
          professions: [10]
          quotas: [{name: people, counts: subjects, per: [person], window: 1h, limit: 1, beyond: refuse}]
        nurses: {allow: [f], method: card, cards: [CPS], professions: [60]}
      """
    var replay = PolicyReplay(under: try PolicyFile(Array(text.utf8), named: "p.yaml", knowing: nil).policy)
    func replayed(_ entry: AuditEntry) -> PolicyChange? { replay.read(entry) }
    #expect(replayed(entry("f", profession: "10", isAllowed: false))?.uncountedQuotas == ["people"])
    #expect(replayed(entry("f", profession: "60", isAllowed: false))?.uncountedQuotas == [])
    #expect(replayed(entry("f", profession: "70", isAllowed: true))?.uncountedQuotas == [])
    // Opened before and now: nothing to tell, and counted all the same.
    #expect(replayed(entry("f", profession: "10", isAllowed: true, rule: "physicians")) == nil)
    #expect(replay.paced == 2)
  }

  /// Its rule had opened the call, and rules are what is compared.
  @Test func `a call that a quota refused counts as opened by its rule`() throws {
    var replay = PolicyReplay(
      under: try PolicyFile(Array(Self.policy.utf8), named: "p.yaml", knowing: nil).policy)
    let quota = PolicyQuota(
      name: "q", counts: .requests, per: [.person], window: .seconds(60), limit: 1, beyond: .refuse)
    let full = QuotaStanding(quota: quota, dimension: .person, used: 1, isExceeded: true, since: nil)
    let exceeded = entry("f", profession: "10", isAllowed: false) { event in event.quotas = [full] }
    let change = replay.read(exceeded)
    #expect(change == nil)
    #expect(replay.opened == 0 && replay.moved == 1)
  }
}
