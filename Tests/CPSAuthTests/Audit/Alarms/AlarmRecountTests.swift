import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

@Suite struct AlarmRecountTests {
  private func findings(_ entries: [AuditEntry]) throws -> [AlarmFinding] {
    var recount = AlarmRecount()
    for entry in entries { try recount.add(entry) }
    return recount.findings()
  }

  /// A robot's day: pace, numbers that do not exist, neighbours, networks, each beyond its quota.
  private func robot() async throws -> [AuditEntry] {
    let scene = try QuotaScene(
      QuotaScene.quota("pace", limit: 20), QuotaScene.quota("unknown", .unknown, limit: 3, beyond: .stepUp),
      QuotaScene.quota("neighbours", .neighbours, per: [.person], limit: 4),
      QuotaScene.quota("places", .networks, per: [.card], limit: 2, beyond: .stepUp))
    var session = scene.session(try await scene.bench.logIn().session, from: "192.0.2.1")
    func step() { scene.bench.clock.advance(by: .seconds(1)) }
    for number in 0..<5 {
      step()
      _ = await scene.error(of: number, as: session)
    }
    for number in 20..<26 {
      step()
      _ = try? await scene.look(up: try QuotaScene.stranger(number), as: session, answering: nil)
    }
    step()
    session = scene.session(scene.confirmed(session), from: "192.0.2.1")
    for number in 0..<6 {
      step()
      _ = try? await scene.look(up: try QuotaScene.neighbour(number), as: session)
    }
    for address in ["198.51.100.1", "203.0.113.1"] {
      step()
      _ = await scene.error(of: 0, as: scene.session(session, from: address))
    }
    for number in 40..<60 {
      step()
      _ = await scene.error(of: number, as: session)
    }
    return try await scene.bench.entries()
  }

  @Test func `each alarm is found again from the log alone`() async throws {
    let entries = try await robot()
    let found = try findings(entries)
    #expect(found.map(\.verdict) == [.confirmed, .confirmed, .confirmed, .confirmed])
    #expect(Set(found.compactMap(\.quota)) == ["unknown", "neighbours", "places", "pace"])
    #expect(found.allSatisfy { $0.recomputed?.contains($0.recorded ?? -1) == true })
    #expect(found.first { $0.quota == "pace" }?.recomputed == 20...20)
  }

  @Test func `an alarm that was put in is unfounded, one that was kept out is missing`() async throws {
    let entries = try await robot()
    let alarms = entries.filter { $0.event.kind == .alarm }
    for alarm in alarms {
      let without = try findings(entries.filter { $0 != alarm })
      #expect(without.count { $0.verdict == .missing } == 1)
      #expect(without.first { $0.verdict == .missing }?.call == alarm.event.decision)
    }
    let allowed = try #require(entries.first { $0.event.isAllowed == true })
    for decision in [allowed.sequence, 1, 9_999] {
      var event = AuditEvent(.alarm)
      event.diagnostic = "gate.pace-suspected"
      event.decision = decision
      let forged = AuditEntry(
        sequence: 5_000, time: allowed.time, environment: allowed.environment, event: event)
      #expect(try findings(entries + [forged]).count { $0.verdict == .unfounded } == 1)
    }
    var other = alarms[0].event
    other.diagnostic = "gate.networks-suspected"
    let relabelled = entries.map { entry in
      entry == alarms[0]
        ? AuditEntry(
          sequence: entry.sequence, time: entry.time, environment: entry.environment, event: other) : entry
    }
    #expect(try findings(relabelled).count { $0.verdict == .unfounded } == 1)
  }

  @Test func `an alarm whose calls are not in the log differs`() async throws {
    let entries = try await robot()
    // Of somebody who was looked up once.
    let allowed = entries.filter { $0.event.isAllowed == true }
    let call = try #require(
      allowed.first { call in allowed.count { $0.event.subject == call.event.subject } == 1 })
    let found = try findings(entries.filter { $0 != call })
    #expect(found.first { $0.quota == "pace" }?.verdict == .differs)
  }

  @Test func `where the log begins within the window nobody can tell`() async throws {
    let entries = try await robot()
    let third = entries.filter { $0.event.isAllowed == true }[2]
    let found = try findings(entries.filter { $0.sequence > third.sequence })
    #expect(found.first { $0.quota == "pace" }?.verdict == .notCovered)
    #expect(found.first { $0.quota == "pace" }?.isRight == true)
  }

  @Test func `an outcome that finds somebody lowers what is certain, and a log without quotas has no alarms`()
    async throws
  {
    let scene = try QuotaScene(QuotaScene.quota("unknown", .unknown, limit: 3))
    let session = try await scene.bench.logIn().session
    for number in 0..<5 { _ = await scene.error(of: number, as: session) }
    scene.bench.clock.advance(by: .seconds(1))
    _ = try await scene.lookUntilRefused(as: session, from: 10, answering: nil)
    let found = try findings(try await scene.bench.entries())
    #expect(found.map(\.verdict) == [.confirmed])
    #expect(found.first?.recorded == 3)
    #expect(found.first?.recomputed?.upperBound == 8)
    let quiet = try ServiceBench()
    _ = try await quiet.logIn()
    #expect(try findings(try await quiet.entries()).isEmpty)
  }

  @Test func aStandingIsReadBackFromTheLogAsItWasWritten() throws {
    for quota in [
      QuotaScene.quota(limit: 3),
      QuotaScene.quota("é", .networks, per: [.function], limit: 1, beyond: .stepUp),
    ] {
      for (dimension, since) in [(PolicyQuota.Dimension.card, ServiceBench.noon), (nil, nil)] {
        let standing = QuotaStanding(
          quota: quota, dimension: dimension, used: 7, isExceeded: since != nil, since: since)
        let text = String(decoding: standing.auditContent, as: UTF8.self)
        #expect(QuotaStanding(auditContent: text) == standing)
        for wrong in [text + "\0", String(text.dropFirst(2)), text + "x", "", "\0\0\0\0\0\0\0\0\0"] {
          #expect(QuotaStanding(auditContent: wrong) != standing)
        }
      }
    }
  }
}
