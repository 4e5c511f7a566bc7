import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

/// A log under another policy, beside the calls themselves under that policy.
@Suite struct QuotaReplayTests {
  /// One call of a physician.
  private struct Call {
    let number: NIR
    let isFound: Bool
    let network: String
    let pause: Duration
  }

  /// What became of calls.
  private struct Course: Equatable {
    var allowed: [Bool] = []
    /// The places of the calls before which the PIN was asked for.
    var asked: [Int] = []
  }

  private static let window: Duration = .seconds(600)

  private static func quota(
    _ name: String, _ counts: PolicyQuota.Counted, per: Set<PolicyQuota.Dimension> = [.person], _ limit: Int,
    _ beyond: PolicyQuota.Beyond = .refuse
  ) -> PolicyQuota {
    QuotaScene.quota(name, counts, per: per, limit: limit, beyond: beyond, window: window)
  }

  /// Paces of every kind that meet often.
  private static let paces = [
    quota("people", .subjects, per: [.person, .card], 9), quota("human", .subjects, 4, .stepUp),
    quota("calls", .requests, per: [.workstation, .function], 14),
    quota("unknown", .unknown, 3, .stepUp), quota("places", .networks, per: [.card], 2, .stepUp),
  ]

  private static func calls(seed: UInt64) throws -> [Call] {
    var chance = SplitMix64(seed: seed)
    return try (0..<160).map { _ in
      let number = chance.number(below: 24)
      return Call(
        number: try chance.number(below: 3) == 0 ? QuotaScene.neighbour(number) : QuotaScene.stranger(number),
        isFound: chance.number(below: 4) > 0, network: "192.0.\(chance.number(below: 3)).1",
        pause: .milliseconds(chance.number(below: 60_000)))
    }
  }

  /// Makes the calls, typing the PIN whenever it is asked for, and gives what became of them and the log.
  private func make(
    _ calls: [Call], under quotas: [PolicyQuota]
  ) async throws -> (course: Course, log: [AuditEntry]) {
    let scene = try QuotaScene()
    scene.bench.gate.policy = try QuotaScene.policy(quotas)
    var session = try await scene.bench.logIn().session
    var course = Course()
    for (place, call) in calls.enumerated() {
      scene.bench.clock.advance(by: call.pause)
      func refusal() async throws -> Refusal? {
        let present = scene.session(scene.refreshed(session), from: call.network)
        do {
          try await scene.look(up: call.number, as: present, answering: call.isFound ? "rights" : nil)
          return nil
        } catch let refusal as Refusal { return refusal }
      }
      var refused = try await refusal()
      if refused?.error == CPSError(.stepUpRequired) {
        course.asked.append(place)
        scene.bench.clock.advance(by: .milliseconds(1))
        session = scene.confirmed(session)
        refused = try await refusal()
      }
      course.allowed.append(refused == nil)
    }
    return (course, try await scene.bench.entries())
  }

  /// What a policy makes of a log.
  private func verdicts(
    on log: [AuditEntry], under quotas: [PolicyQuota]
  ) throws -> [(entry: AuditEntry, verdict: QuotaVerdict)] {
    try verdicts(on: log, under: try QuotaScene.policy(quotas, version: "other"))
  }

  private func verdicts(
    on log: [AuditEntry], under policy: Policy
  ) throws -> [(entry: AuditEntry, verdict: QuotaVerdict)] {
    var replay = QuotaReplay()
    return try log.compactMap { entry in
      replay.read(entry)
      guard let request = PolicyRequest(entry), let function = entry.event.function else { return nil }
      return (
        entry, try replay.verdict(on: policy.decision(on: function, for: request), of: entry, request)
      )
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `under the policy that was in force nothing changes`(seed: UInt64) async throws {
    let quotas = Self.paces + [Self.quota("neighbours", .neighbours, 5)]
    let (course, log) = try await make(try Self.calls(seed: seed), under: quotas)
    #expect(!course.asked.isEmpty && course.allowed.contains(false))
    let verdicts = try verdicts(on: log, under: quotas)
    #expect(verdicts.count == course.allowed.count + course.asked.count)
    for (entry, verdict) in verdicts {
      #expect(verdict.decision.isAllowed == entry.event.isAllowed, "entry \(entry.sequence)")
      #expect(verdict.asked == nil && verdict.uncounted.isEmpty)
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `a log without quotas shows what paces would have come to`(seed: UInt64) async throws {
    let calls = try Self.calls(seed: seed)
    let lived = try await make(calls, under: Self.paces).course
    let verdicts = try verdicts(on: try await make(calls, under: []).log, under: Self.paces)
    var course = Course()
    for (place, (_, verdict)) in verdicts.enumerated() {
      course.allowed.append(verdict.decision.isAllowed)
      if verdict.asked != nil { course.asked.append(place) }
    }
    #expect(course == lived)
    #expect(!course.asked.isEmpty && course.allowed.contains(false))
  }

  @Test func `a pace that was too small is counted anew under one with more room`() async throws {
    let calls = try Self.calls(seed: 7).filter { $0.isFound }
    let log = try await make(calls, under: [Self.quota("people", .subjects, 2)]).log
    let refused = log.filter { $0.event.isAllowed == false }
    #expect(!refused.isEmpty)
    for (_, verdict) in try verdicts(on: log, under: [Self.quota("people", .subjects, 1_000)]) {
      #expect(verdict.decision.isAllowed)
    }
    let strict = try verdicts(on: log, under: [Self.quota("people", .subjects, 1)])
    #expect(strict.contains { !$0.verdict.decision.isAllowed && $0.entry.event.isAllowed == true })
    let decision = try #require(strict.first { !$0.verdict.decision.isAllowed }?.verdict.decision)
    #expect(decision.refusal == CPSError(.quotaExceeded))
    #expect(decision.explanation[.english] == "quota “people”: 1 in 600 s")
  }

  @Test func `neighbours are not counted where the log does not say who is one`() async throws {
    let calls = try Self.calls(seed: 3)
    let log = try await make(calls, under: []).log
    let quotas = [Self.quota("neighbours", .neighbours, 1)]
    for (_, verdict) in try verdicts(on: log, under: quotas) {
      #expect(verdict.decision.isAllowed && verdict.uncounted == quotas)
    }
  }

  @Test func `an account and a card in a handshake cannot type a PIN, and are refused`() async throws {
    let scene = try QuotaScene()
    let session = try await scene.bench.logInByPassword().session
    for number in 0..<3 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
    var log = try await scene.bench.entries()
    let quotas = [Self.quota("human", .subjects, 2, .stepUp)]
    let verdicts = try verdicts(on: log, under: quotas)
    #expect(verdicts.map(\.verdict.decision.isAllowed) == [true, true, false])
    #expect(verdicts.last?.verdict.decision.refusal == CPSError(.quotaExceeded))
    let handshakes = try Policy(
      version: "tls",
      rules: [
        PolicyRule(
          name: "handshakes", effect: .allow, functions: .named([Lookup.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician], evidence: [.proof, .tls])),
          quotas: quotas)
      ])
    log = try await make(try Self.calls(seed: 5), under: []).log.map { entry in
      var event = entry.event
      event.facts["evidence"] = "tls"
      return AuditEntry(
        sequence: entry.sequence, time: entry.time, environment: entry.environment, event: event)
    }
    let shown = try self.verdicts(on: log, under: handshakes).map(\.verdict)
    #expect(shown.allSatisfy { $0.asked == nil })
    let refusals = shown.compactMap(\.decision.refusal)
    #expect(!refusals.isEmpty && refusals.allSatisfy { $0 == CPSError(.quotaExceeded) })
  }

  @Test func `FT-03 moments at the ends of time in a log are counted like others`() async throws {
    let scene = try QuotaScene()
    let session = try await scene.bench.logIn().session
    for number in 0..<2 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
    let ends: [Int64] = [.max, .min]
    let log = zip(try await scene.bench.entries().filter { $0.event.kind == .decision }, ends).map {
      var event = $0.event
      event.chargedAt = Timestamp(millisecondsSince1970: $1)
      return AuditEntry(
        sequence: $0.sequence, time: $0.time, environment: $0.environment, event: event)
    }
    for beyond in PolicyQuota.Beyond.allCases {
      let verdicts = try verdicts(on: log, under: [Self.quota("people", .subjects, 1, beyond)])
      #expect(verdicts.map(\.verdict.decision.isAllowed).first == true)
    }
  }

  @Test func `the entry of a step-up begins a pace anew, one about one person does not`() async throws {
    let scene = try QuotaScene()
    let session = try await scene.bench.logIn().session
    let quotas = [Self.quota("human", .subjects, 2, .stepUp)]
    for (about, asked) in [("anybody", 0), ("one person", 1)] {
      let first = try await scene.bench.entries().last?.sequence ?? 0
      for number in 0..<2 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
      scene.bench.clock.advance(by: .milliseconds(1))
      var stepUp = AuditEvent(.stepUp)
      stepUp.actor = AuditActor(session.grant)
      stepUp.function = Lookup.name
      stepUp.facts["about"] = about
      try await scene.bench.auditLog.record(stepUp)
      for number in 2..<4 { try await scene.look(up: try QuotaScene.stranger(number), as: session) }
      let log = try await scene.bench.entries().filter { $0.sequence > first }
      #expect(try verdicts(on: log, under: quotas).count { $0.verdict.asked != nil } == asked, "\(about)")
    }
  }
}
