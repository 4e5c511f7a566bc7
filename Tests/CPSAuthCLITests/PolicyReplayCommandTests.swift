import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

/// A log that was exported, and the paces of another policy.
@Suite struct PolicyReplayCommandTests {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  /// A physician who asked about so many people, a second after each other.
  private func workstation(people: Int) async throws -> Workstation {
    let workstation = try Workstation()
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let clock = ManualClock(Self.noon)
    let log = AuditLog(store: store, clock: clock, random: random)
    for person in 0..<people {
      clock.advance(by: .seconds(1))
      var event = AuditEvent(.decision)
      event.actor = AuditActor(
        nationalIdentifier: "899900123011", cardNumber: "2698000201", account: nil, session: "s")
      event.function = "f"
      event.isAllowed = true
      event.rule = "physicians"
      event.subject = SubjectPseudonym(epoch: "e", code: [UInt8](repeating: UInt8(person), count: 32))
      event.facts = ["card-type": "CPS", "profession": "10", "evidence": "proof"]
      try await log.record(event)
    }
    try workstation.write(try await store.exportedLog(), to: "log.jsonl")
    return workstation
  }

  private func run(
    _ workstation: Workstation, _ quotas: String, _ more: String...
  ) async throws -> Workstation.Result {
    let policy = """
      version: paced
      rules:
        physicians:
          {allow: [f], method: card, cards: [CPS], professions: [10], quotas: [\(quotas)]}
      """
    try workstation.write(policy, to: "policy.yaml")
    return try await workstation.run(
      arguments: [
        "policy", "replay", workstation.home.path("log.jsonl"), "--policy",
        workstation.home.path("policy.yaml"), "--environment", "synthetic",
      ] + more)
  }

  @Test func `whom a pace would have refused, in both languages and as JSON`() async throws {
    let workstation = try await workstation(people: 5)
    let quota = "{name: people, counts: subjects, per: [person], window: 1h, limit: 3, beyond: refuse}"
    let english = try await run(workstation, quota, "--lang", "en")
    #expect(english.status == 0)
    #expect(
      english.output.contains(
        "allowed (rule physicians), would be refused (quota “people”: 3 in 3600 s)"))
    #expect(english.output.split(separator: "\n").count { $0.contains("would be refused (") } == 2)
    #expect((english.output + english.errors).contains("5 decisions replayed: 2 would be refused"))
    let french = try await run(workstation, quota, "--lang", "fr")
    #expect(french.output.contains("serait refusé (quota « people » : 3 en 3600 s)"))
    let json = try await run(workstation, quota, "--json")
    #expect(json.output.contains(#""refused":2"#) && json.output.contains(#""asked":0"#))
    #expect(json.output.contains(#""was_allowed":true"#) && json.output.contains(#""asks_pin":false"#))
  }

  @Test func `how often a pace would have asked for the PIN`() async throws {
    let workstation = try await workstation(people: 5)
    let quota = "{name: human, counts: subjects, per: [person], window: 1h, limit: 2, beyond: step-up}"
    let english = try await run(workstation, quota, "--lang", "en")
    #expect(english.output.contains("the PIN would be asked for (quota “human”)"))
    #expect((english.output + english.errors).contains("the PIN would be asked for 2 times"))
    let french = try await run(workstation, quota, "--lang", "fr")
    #expect(french.output.contains("le code serait redemandé (quota « human »)"))
    let json = try await run(workstation, quota, "--json")
    #expect(json.output.contains(#""asks_pin":true"#) && json.output.contains(#""pace":"human""#))
    #expect(json.output.contains(#""asked":2"#) && json.output.contains(#""refused":0"#))
  }

  @Test func `what the log does not say enough to count is named`() async throws {
    let workstation = try await workstation(people: 2)
    let quota = "{name: rows, counts: neighbours, per: [person], window: 1h, limit: 1, beyond: refuse}"
    let json = try await run(workstation, quota, "--json")
    #expect(json.status == 0)
    #expect(json.output.contains(#""uncounted":2"#) && json.output.contains(#""refused":0"#))
  }
}
