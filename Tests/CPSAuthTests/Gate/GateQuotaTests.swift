import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

@Suite struct GateQuotaTests {
  private struct Unexpected: Error {}

  private func quota(
    _ name: String = "pace", _ counts: PolicyQuota.Counted = .subjects,
    per: Set<PolicyQuota.Dimension> = [.person, .card], limit: Int, beyond: PolicyQuota.Beyond = .refuse
  ) -> PolicyQuota {
    QuotaScene.quota(name, counts, per: per, limit: limit, beyond: beyond)
  }

  @Test func `CL-03 a thousand people in an hour: a step-up after thirty, no more after a hundred`()
    async throws
  {
    let scene = try QuotaScene(
      quota("hour", limit: 100), quota("human", limit: 30, beyond: .stepUp))
    var session = try await scene.bench.logIn().session
    var seen = 0
    var stepUps = 0
    var last: Refusal?
    while seen < 1_000 {
      let (count, refusal) = try await scene.lookUntilRefused(as: session, from: seen)
      seen += count
      last = refusal
      guard refusal?.error == CPSError(.stepUpRequired) else { break }
      #expect(refusal?.quota?.quota.name == "human")
      #expect(refusal?.decision?.explanation[.english] == "quota “human”: 30 in 3600 s")
      stepUps += 1
      scene.bench.clock.advance(by: .seconds(1))
      session = scene.confirmed(session)
    }
    #expect(seen == 100)
    #expect(stepUps == 3)
    #expect(last?.error == CPSError(.quotaExceeded))
    #expect(last?.quota?.quota.name == "hour")
    // The first thirty were looked up at noon.
    #expect(last?.retryAt == ServiceBench.noon + QuotaScene.hour)
    let decisions = try await scene.bench.events(.decision)
    let remaining = decisions.filter { $0.isAllowed == true }.map { event in
      event.quotas.first { $0.quota.name == "hour" && $0.dimension == .person }?.remaining
    }
    #expect(remaining == (0..<100).map { 99 - $0 })
    #expect(decisions.last?.quotas.map(\.isExceeded) == [true])
    #expect(decisions.last?.quotas.first?.remaining == 0)
    let alarms = try await scene.bench.events(.alarm)
    #expect(alarms.map(\.diagnostic) == ["gate.pace-suspected"])
  }

  @Test func `CL-04 two hundred calls race for the last units, as many as there are run`() async throws {
    let scene = try QuotaScene(quota(limit: 7))
    let session = try await scene.bench.logIn().session
    let errors = await withTaskGroup(of: CPSError?.self) { group in
      for number in 0..<200 {
        group.addTask { await scene.error(of: number, as: session) }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(errors.count { $0 == nil } == 7)
    #expect(errors.count { $0 == CPSError(.quotaExceeded) } == 193)
    #expect(try await scene.bench.events(.outcome).count == 7)
    #expect(try await scene.bench.events(.alarm).count == 1)
  }

  @Test func `CL-05 neither a new session nor another workstation nor another network begins anew`()
    async throws
  {
    let scene = try QuotaScene(quota(per: [.person, .card, .workstation, .network], limit: 3))
    let bench = scene.bench
    let first = scene.session(try await bench.logIn().session, from: "192.0.2.1")
    for number in 0..<3 { try await scene.look(up: try QuotaScene.stranger(number), as: first) }
    let elsewhere = try bench.otherWorkstation()
    let second = try await elsewhere.logIn(to: bench.service, with: try ServiceBench.physician.card).session
    for session in [
      first, try await bench.logIn().session, second, scene.session(second, from: "203.0.113.9"),
      scene.session(first, from: "2001:db8::1"),
    ] {
      let (count, refusal) = try await scene.lookUntilRefused(as: session, from: 3)
      #expect(count == 0)
      #expect(refusal?.error == CPSError(.quotaExceeded))
      #expect(refusal?.quota?.dimension == .person)
    }
    // Who was counted already may be looked up again, by whichever session.
    try await scene.look(up: try QuotaScene.stranger(0), as: second)
  }

  @Test func `CL-05 another person at the same workstation has an account of their own, and shares that one`()
    async throws
  {
    let scene = try QuotaScene(
      quota("person", limit: 2), quota("workstation", per: [.workstation], limit: 3))
    let bench = scene.bench
    let physician = try await bench.logIn().session
    let account = try await bench.logInByPassword().session
    #expect(try await scene.lookUntilRefused(as: physician).refusal?.quota?.quota.name == "person")
    let (count, refusal) = try await scene.lookUntilRefused(as: account, from: 10)
    #expect(count == 1)
    #expect(refusal?.quota?.quota.name == "workstation")
  }

  @Test func aPersonWhoIsLookedUpAgainCostsNothing() async throws {
    let scene = try QuotaScene(quota(limit: 2))
    let session = try await scene.bench.logIn().session
    for _ in 0..<20 {
      let standings = try await scene.look(up: try QuotaScene.stranger(1), as: session)
      #expect(standings.map(\.used) == [1, 1])
      #expect(standings.map(\.dimension) == [.person, .card])
    }
    #expect(try await scene.lookUntilRefused(as: session, from: 2).count == 1)
  }

  @Test func callsCountEachTimeWhereCallsAreCounted() async throws {
    let scene = try QuotaScene(quota("calls", .requests, limit: 5))
    let session = try await scene.bench.logIn().session
    #expect(try await scene.lookUntilRefused(as: session) { _ in try QuotaScene.stranger(1) }.count == 5)
  }

  @Test func theWindowSlides() async throws {
    let scene = try QuotaScene(quota(limit: 2))
    let session = try await scene.bench.logIn().session
    try await scene.look(up: try QuotaScene.stranger(0), as: session)
    scene.bench.clock.advance(by: .seconds(1_800))
    try await scene.look(up: try QuotaScene.stranger(1), as: scene.refreshed(session))
    scene.bench.clock.advance(by: .milliseconds(1_799_999))
    let refusal = try await scene.lookUntilRefused(as: scene.refreshed(session), from: 2).refusal
    #expect(refusal?.retryAt == ServiceBench.noon + QuotaScene.hour)
    scene.bench.clock.advance(by: .milliseconds(1))
    let (count, second) = try await scene.lookUntilRefused(as: scene.refreshed(session), from: 2)
    #expect(count == 1)
    #expect(second?.retryAt == ServiceBench.noon + .seconds(5_400))
  }

  @Test func `numbers that nobody bears are counted until somebody is found`() async throws {
    let scene = try QuotaScene(quota("unknown", .unknown, limit: 3, beyond: .stepUp))
    let session = try await scene.bench.logIn().session
    for number in 0..<20 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
    let (count, refusal) = try await scene.lookUntilRefused(as: session, from: 20, answering: nil)
    #expect(count == 3)
    #expect(refusal?.error == CPSError(.stepUpRequired))
    #expect(try await scene.bench.events(.alarm).map(\.diagnostic) == ["gate.enumeration-suspected"])
    let decision = try #require(try await scene.bench.entries().last { $0.event.kind == .decision })
    #expect(try await scene.bench.events(.alarm).map(\.decision) == [decision.sequence])
  }

  @Test func `a call that fails, or whose outcome nobody could write, counts as one that found nobody`()
    async throws
  {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: ServiceBench().random))
    let scene = try QuotaScene(quota("unknown", .unknown, limit: 3), store: store)
    let session = try await scene.bench.logIn().session
    await #expect(throws: Unexpected.self) {
      try await scene.bench.gate.perform(
        Lookup.self, as: session, about: try QuotaScene.stranger(0)
      ) { _ in throw Unexpected() }
    }
    store.fail(.auditAfter(1))
    await #expect(throws: Refusal.self) { try await scene.look(up: try QuotaScene.stranger(1), as: session) }
    store.fail(nil)
    // What cannot be taken back goes on counting.
    store.fail(.release)
    let standings = try await scene.look(up: try QuotaScene.stranger(2), as: session)
    #expect(standings.map(\.used) == [3, 3])
    store.fail(nil)
    #expect(try await scene.lookUntilRefused(as: session, from: 3).count == 0)
  }

  @Test func `consecutive numbers show, without any number in store or log`() async throws {
    let scene = try QuotaScene(quota("neighbours", .neighbours, per: [.person], limit: 4))
    let session = try await scene.bench.logIn().session
    #expect(try await scene.lookUntilRefused(as: session, atMost: 50).count == 50)
    let (count, refusal) = try await scene.lookUntilRefused(as: session, from: 1, QuotaScene.neighbour)
    #expect(count == 4)
    #expect(refusal?.error == CPSError(.quotaExceeded))
    #expect(try await scene.bench.events(.alarm).map(\.diagnostic) == ["gate.enumeration-suspected"])
    // Another neighbourhood has room.
    try await scene.look(up: try QuotaScene.stranger(70), as: session)
    let decisions = try await scene.bench.events(.decision)
    let neighbourhoods = Set(decisions.compactMap(\.neighbourhood))
    #expect(neighbourhoods.count == 52)
    let key = scene.bench.gate.auditKey
    let here = try #require(try QuotaScene.neighbour(1).neighbourhood)
    #expect(here == "2550814168")
    #expect(neighbourhoods.contains(try key.pseudonym(ofNeighbourhood: here)))
    #expect(!neighbourhoods.contains(try key.pseudonym(of: here).code))
    for record in try await scene.bench.store.auditRecords(after: 0, limit: 1_000) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains(here))
      #expect(!(try AuditLine(record).text()).contains(here))
    }
  }

  @Test func `CL-02 one card from a third network within the window is an alarm and wants the PIN`()
    async throws
  {
    let scene = try QuotaScene(quota("places", .networks, per: [.card], limit: 2, beyond: .stepUp))
    let session = try await scene.bench.logIn().session
    let number = try QuotaScene.stranger(1)
    for address in ["192.0.2.1", "192.0.2.77", "198.51.100.1", "192.0.2.3"] {
      try await scene.look(up: number, as: scene.session(session, from: address))
    }
    let third = scene.session(session, from: "203.0.113.1")
    await #expect(throws: Refusal.self) { try await scene.look(up: number, as: third) }
    #expect(try await scene.bench.events(.alarm).map(\.diagnostic) == ["gate.networks-suspected"])
    scene.bench.clock.advance(by: .seconds(1))
    let confirmed = scene.session(scene.confirmed(session), from: "203.0.113.1")
    let standings = try await scene.look(up: number, as: confirmed)
    #expect(standings.map(\.used) == [1])
    #expect(standings.first?.since == scene.bench.clock.now())
  }

  @Test func anAccountCannotStepUpAndIsRefused() async throws {
    let scene = try QuotaScene(quota(limit: 2, beyond: .stepUp))
    let session = try await scene.bench.logInByPassword().session
    let (count, refusal) = try await scene.lookUntilRefused(as: session)
    #expect(count == 2)
    #expect(refusal?.error == CPSError(.quotaExceeded))
    #expect(refusal?.message(in: .french).contains("quota « pace » : 2 en 3600 s") == true)
  }

  @Test func aStepUpForOneFunctionIsNoneForAnother() async throws {
    let scene = try QuotaScene(quota(limit: 2, beyond: .stepUp))
    let session = try await scene.bench.logIn().session
    for number in 0..<2 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
    scene.bench.clock.advance(by: .seconds(1))
    let confirmed = scene.confirmed(session)
    try await scene.look(up: try QuotaScene.stranger(2), as: confirmed)
    await #expect(throws: Refusal.self) {
      try await scene.bench.gate.perform(
        Export.self, as: confirmed, about: try QuotaScene.stranger(3)
      ) { _ in nil }
    }
    // Nor for a new session, which nobody has confirmed.
    await #expect(throws: Refusal.self) {
      try await scene.look(up: try QuotaScene.stranger(3), as: try await scene.bench.logIn().session)
    }
  }

  @Test func functionsAreCountedApartWhereTheQuotaSaysSo() async throws {
    for (per, room) in [(Set<PolicyQuota.Dimension>([.person, .function]), 2), ([.person], 0)] {
      let scene = try QuotaScene(quota(per: per, limit: 2))
      let session = try await scene.bench.logIn().session
      #expect(try await scene.lookUntilRefused(as: session).count == 2)
      var exported = 0
      for number in 10..<12 {
        do {
          _ = try await scene.bench.gate.perform(
            Export.self, as: session, about: try QuotaScene.stranger(number)
          ) { _ in nil }
          exported += 1
        } catch is Refusal {}
      }
      #expect(exported == room)
    }
  }

  @Test func allCallersTogetherShareOneAccountWhereNobodyIsNamed() async throws {
    let scene = try QuotaScene(quota("service", per: [.function], limit: 3))
    let physician = try await scene.bench.logIn().session
    let account = try await scene.bench.logInByPassword().session
    for number in 0..<2 { try await scene.look(up: try QuotaScene.stranger(number), as: physician) }
    #expect(try await scene.lookUntilRefused(as: account, from: 2).count == 1)
  }

  @Test func aPolicyThatIsReadAgainForgetsNobody() async throws {
    let scene = try QuotaScene(quota(limit: 5))
    let session = try await scene.bench.logIn().session
    for number in 0..<3 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
    scene.bench.gate.policy = try QuotaScene.policy([quota(limit: 2)], version: "2")
    let refusal = try await scene.lookUntilRefused(as: session, from: 3).refusal
    #expect(refusal?.quota?.used == 3)
    scene.bench.gate.policy = try QuotaScene.policy([quota(limit: 4)], version: "3")
    #expect(try await scene.lookUntilRefused(as: session, from: 3).count == 1)
  }

  @Test func whatThePolicyRefusesIsNotCounted() async throws {
    let scene = try QuotaScene(quota(limit: 1))
    let nurse = try await scene.bench.logIn(with: try ServiceBench.nurse).session
    await #expect(throws: Refusal.self) { try await scene.look(up: try QuotaScene.stranger(0), as: nurse) }
    let decision = try #require(try await scene.bench.events(.decision).last)
    #expect(decision.quotas.isEmpty)
    #expect(decision.chargedAt == nil)
  }

  @Test
  func `CC-10 of sixty-four nodes that share one quota, one that is cut off refuses, and none overdraws`()
    async throws
  {
    let base = try MemoryStore(environment: .synthetic, random: ServiceBench().random)
    let store = FailingStore(base)
    let scene = try QuotaScene(quota(limit: 40), store: base)
    let session = try await scene.bench.logIn().session
    func node(on store: any AuthStore) -> Gate {
      Gate(
        policy: scene.bench.gate.policy,
        auditLog: AuditLog(store: store, clock: scene.bench.clock, random: scene.bench.random),
        auditKey: scene.bench.gate.auditKey, clock: scene.bench.clock)
    }
    let cutOff = node(on: store)
    try await scene.look(up: try QuotaScene.stranger(0), as: session, at: cutOff)
    store.fail(.charge)
    await expectStoreRefusal { try await scene.look(up: try QuotaScene.stranger(1), as: session, at: cutOff) }
    let nodes = (0..<63).map { _ in node(on: base) }
    let allowed = await withTaskGroup(of: Bool.self) { group in
      for (number, node) in nodes.enumerated() {
        group.addTask {
          (try? await scene.look(up: try QuotaScene.stranger(100 + number), as: session, at: node)) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(allowed == 39)
    store.fail(nil)
    let back = await #expect(throws: Refusal.self) {
      try await scene.look(up: try QuotaScene.stranger(2), as: session, at: cutOff)
    }
    #expect(back?.error == CPSError(.quotaExceeded))
  }

  private func expectStoreRefusal(_ action: () async throws -> some Any) async {
    let refusal = await #expect(throws: Refusal.self) { _ = try await action() }
    #expect(refusal?.error == CPSError(.storeUnavailable))
    #expect(refusal?.auditSequence == nil)
  }

  @Test func `ST-03 what could not be audited did not happen and does not count`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: ServiceBench().random))
    let scene = try QuotaScene(quota(limit: 1), store: store)
    let session = try await scene.bench.logIn().session
    store.fail(.audit)
    let refusal = await #expect(throws: Refusal.self) {
      try await scene.look(up: try QuotaScene.stranger(0), as: session)
    }
    #expect(refusal?.error == CPSError(.auditUnavailable))
    store.fail(nil)
    #expect(try await scene.look(up: try QuotaScene.stranger(1), as: session).map(\.used) == [1, 1])
  }

  @Test func `ST-03 what could not be audited takes nothing back that was counted before`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: ServiceBench().random))
    let scene = try QuotaScene(quota(limit: 1), store: store)
    let session = try await scene.bench.logIn().session
    try await scene.look(up: try QuotaScene.stranger(0), as: session)
    store.fail(.audit)
    scene.bench.clock.advance(by: .seconds(1))
    let refused = await #expect(throws: Refusal.self) {
      try await scene.look(up: try QuotaScene.stranger(0), as: session)
    }
    #expect(refused?.error == CPSError(.auditUnavailable))
    store.fail(nil)
    #expect(await scene.error(of: 1, as: session)?.diagnostic == .quotaExceeded)
    #expect(try await scene.look(up: try QuotaScene.stranger(0), as: session).map(\.used) == [1, 1])
  }

  @Test func theLogSaysOfEachCallWhoseAccountsStoodHow() async throws {
    let scene = try QuotaScene(
      quota("hour", per: [.person, .network, .function], limit: 9), quota("calls", .requests, limit: 4))
    let session = scene.session(try await scene.bench.logIn().session, from: "2001:db8:1:2::3")
    try await scene.look(up: try QuotaScene.stranger(0), as: session)
    let entry = try #require(try await scene.bench.entries().last { $0.event.kind == .decision })
    #expect(entry.event.network == "2001:db8:1::/48")
    #expect(entry.event.workstation == session.grant.binding.text)
    #expect(entry.event.chargedAt == scene.bench.clock.now())
    #expect(entry.event.quotas.count == 4)
    #expect(Set(entry.event.quotas.map(\.remaining)) == [8, 3])
    let records = try await scene.bench.store.auditRecords(after: entry.sequence - 1, limit: 1)
    let line = try AuditLine(try #require(records.first)).text()
    #expect(line.contains(#""remaining":8"#))
    #expect(try AuditLine(reading: line).record() == records.first)
  }
}
