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
    func replayed(_ entry: AuditEntry) throws -> PolicyChange? { try replay.read(entry) }
    #expect(try replayed(entry("f", profession: "10", isAllowed: true, rule: "physicians")) == nil)
    #expect(try replayed(entry("f", profession: "10", isAllowed: true)) == nil)
    #expect(try replayed(entry("f", profession: "60", isAllowed: false)) == nil)
    let refused = try #require(try replayed(entry("f", profession: "60", isAllowed: true)))
    #expect(!refused.decision.isAllowed && refused.entry.event.rule == "old")
    let opened = try #require(try replayed(entry("f", profession: "10", isAllowed: false)))
    #expect(opened.decision.isAllowed && opened.decision.rule == "physicians")
    let unexplained = try #require(try replayed(entry("g", profession: "10", isAllowed: true)))
    #expect(unexplained.decision.missing == [.reason])
    #expect(
      try replayed(entry("g", profession: "10", isAllowed: true) { event in event.reason = "Garde" }) == nil)
    #expect(try replayed(entry("f", profession: "10", isAllowed: true) { event in event.facts = [:] }) == nil)
    var login = AuditEvent(.login)
    login.actor = refused.entry.event.actor
    let time = refused.entry.time
    #expect(
      try replayed(AuditEntry(sequence: 2, time: time, environment: .synthetic, event: login)) == nil)
    #expect(replay.replayed == 7 && replay.skipped == 1)
    #expect(replay.refused == 2 && replay.opened == 1 && replay.moved == 2)
  }

  private static func paced(_ quota: String) throws -> Policy {
    let text = """
      version: "2"
      rules:
        physicians:
          allow: [f]
          method: card
          cards: [CPS]
          professions: [10]
          quotas: [\(quota)]
        nurses: {allow: [f], method: card, cards: [CPS], professions: [60]}
      """
    return try PolicyFile(Array(text.utf8), named: "p.yaml", knowing: nil).policy
  }

  /// Decisions about one person after the other.
  private func calls(_ count: Int, profession: String = "10") -> [AuditEntry] {
    (1...count).map { number in
      entry("f", profession: profession, isAllowed: true, rule: "physicians") { event in
        event.subject = SubjectPseudonym(epoch: "e", code: [UInt8](repeating: UInt8(number), count: 32))
      }
    }
  }

  @Test func `a pace of another policy refuses, and only those whom it is for`() throws {
    var replay = PolicyReplay(
      under: try Self.paced(
        "{name: people, counts: subjects, per: [person], window: 1h, limit: 2, beyond: refuse}"))
    let changes = try calls(4).map { try replay.read($0) }
    #expect(changes.map { $0?.decision.isAllowed } == [nil, nil, false, false])
    #expect(changes.last??.decision.rule == "physicians")
    #expect(try replay.read(calls(1, profession: "60")[0]) == nil)
    #expect(replay.refused == 2 && replay.asked == 0 && replay.uncounted == 0)
  }

  @Test func `a pace that asks for the PIN is told, and the call goes on`() throws {
    var replay = PolicyReplay(
      under: try Self.paced(
        "{name: human, counts: subjects, per: [person], window: 1h, limit: 2, beyond: step-up}"))
    let changes = try calls(4).map { try replay.read($0) }
    #expect(changes.map { $0?.asked?.quota.name } == [nil, nil, "human", nil])
    #expect(changes.allSatisfy { $0?.decision.isAllowed ?? true })
    #expect(replay.asked == 1 && replay.refused == 0 && replay.opened == 0)
  }

  @Test func `what the log does not say enough to count is named`() throws {
    var replay = PolicyReplay(
      under: try Self.paced(
        "{name: rows, counts: neighbours, per: [person], window: 1h, limit: 1, beyond: refuse}"))
    let opened = try replay.read(entry("f", profession: "10", isAllowed: false))
    #expect(opened?.uncountedQuotas == ["rows"])
    #expect(try replay.read(entry("f", profession: "60", isAllowed: false))?.uncountedQuotas == [])
    #expect(try replay.read(entry("f", profession: "70", isAllowed: true))?.uncountedQuotas == [])
    // Opened before and now: nothing to tell, and counted all the same.
    #expect(try replay.read(entry("f", profession: "10", isAllowed: true, rule: "physicians")) == nil)
    #expect(replay.uncounted == 2)
  }

  @Test func `a call that a quota refused is opened where nothing counts it`() throws {
    var replay = PolicyReplay(
      under: try PolicyFile(Array(Self.policy.utf8), named: "p.yaml", knowing: nil).policy)
    let quota = PolicyQuota(
      name: "q", counts: .requests, per: [.person], window: .seconds(60), limit: 1, beyond: .refuse)
    let full = QuotaStanding(quota: quota, dimension: .person, used: 1, isExceeded: true, since: nil)
    let exceeded = entry("f", profession: "10", isAllowed: false) { event in event.quotas = [full] }
    #expect(try replay.read(exceeded)?.decision.isAllowed == true)
    #expect(replay.opened == 1 && replay.moved == 0)
  }
}
