import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@Suite struct RetentionTests {
  private static let year = Duration.seconds(365 * 86_400)
  private let bench: AuditBench
  private let rule: AuditRetention

  init() throws {
    bench = try AuditBench()
    rule = try AuditRetention(keepingFor: Self.year)
  }

  @Test(arguments: [0, 1, 182, 367, 1_099, 3_650]) func timesThatNeedAReasonOrAreNoneAreRefused(days: Int) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try AuditRetention(keepingFor: .seconds(days * 86_400))
    }
  }

  @Test func aYearNeedsNoReasonAndThreeYearsNeedOne() throws {
    for days in [183, 366] { _ = try AuditRetention(keepingFor: .seconds(days * 86_400)) }
    #expect(try AuditRetention(keepingFor: AuditRetention.longest, because: "misuse was found").reason != nil)
    for reason in ["", "a\nb", String(repeating: "x", count: 513)] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try AuditRetention(keepingFor: AuditRetention.longest, because: reason)
      }
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try AuditRetention(keepingFor: .seconds(4 * 366 * 86_400), because: "for ever")
    }
  }

  @Test func whatIsOldEnoughGoesAndTheLogSaysSo() async throws {
    try await bench.write(4)
    let old = try await bench.records()
    bench.clock.advance(by: Self.year)
    try await bench.write(2)
    #expect(try await bench.log.prune(by: rule) == 5)
    let entries = try await bench.entries()
    #expect(entries.map(\.sequence) == [6, 7, 8])
    let statement = try #require(entries.last?.event)
    #expect(statement.kind == .retention)
    #expect(statement.stated == old[4].head)
    #expect(statement.count == 5)
    #expect(statement.facts["kept"] == "P365D")
    let report = try await AuditVerifier.report(on: bench.store)
    #expect(report.beginning == .removed(old[4].head))
    #expect(report.entries == 3)
    #expect(try await bench.log.prune(by: rule) == 0)
    #expect(try await bench.records().count == 3)
  }

  @Test func nothingGoesBeforeItsTime() async throws {
    #expect(try await bench.log.prune(by: rule) == 0)
    try await bench.write(4)
    bench.clock.advance(by: Self.year - .milliseconds(1))
    #expect(try await bench.log.prune(by: rule) == 0)
    #expect(try await bench.records().count == 5)
    // The last entry stays, however old.
    bench.clock.advance(by: Self.year)
    #expect(try await bench.log.prune(by: rule) == 4)
    #expect(try await bench.entries().map(\.event.kind) == [.logout, .retention])
  }

  @Test func theReasonIsInTheLog() async throws {
    try await bench.write(2)
    bench.clock.advance(by: AuditRetention.longest)
    let justified = try AuditRetention(keepingFor: .seconds(500 * 86_400), because: "abus constatés en 2025")
    #expect(try await bench.log.prune(by: justified) == 2)
    #expect(try await bench.entries().last?.event.facts["reason"] == "abus constatés en 2025")
  }

  @Test func `ST-04 what was altered is not swept away`() async throws {
    try await bench.write(6)
    let records = try await bench.records()
    let altered = try MemoryStore(environment: .synthetic, random: bench.random)
    var content = records[2].content
    content[content.count - 1] ^= 1
    let wrong = AuditRecord(sequence: 3, content: content, hash: records[2].hash)
    _ = await altered.appendAudit(Array(records[..<2]) + [wrong] + Array(records[3...]), after: nil)
    bench.clock.advance(by: Self.year)
    let log = AuditLog(store: altered, clock: bench.clock, random: bench.random, sealingTo: nil)
    do {
      _ = try await log.prune(by: rule)
      Issue.record("not found")
    } catch {
      #expect(error == CPSError(.auditBroken))
      #expect(error.values["entry"] == "3")
    }
    #expect(await altered.auditOrigin() == nil)
    #expect(await altered.auditRecords(after: 0, limit: 100).count == 7)
  }

  @Test func `ST-04 a log that was shortened without an entry that says so is found`() async throws {
    try await bench.write(6)
    _ = try await bench.store.pruneAudit(through: 4)
    do {
      _ = try await AuditVerifier.report(on: bench.store)
      Issue.record("not found")
    } catch {
      #expect(error == CPSError(.auditBroken))
      #expect(error.values["entry"] == "4")
    }
  }

  @Test func aRemovalThatWasAnnouncedAndDidNotHappenIsMadeUpFor() async throws {
    try await bench.write(4)
    bench.clock.advance(by: Self.year)
    try await bench.write(1)
    // The entry that says so is written, and then the store fails.
    bench.store.fail(.auditAfter(1))
    await expect(.storeUnavailable) { try await bench.log.prune(by: rule) }
    bench.store.fail(nil)
    #expect(try await AuditVerifier.report(on: bench.store).entries == 7)
    #expect(try await bench.log.prune(by: rule) == 5)
    #expect(try await AuditVerifier.report(on: bench.store).entries == 3)
  }

  @Test func whatStaysCanStillBeOpened() async throws {
    try await bench.log.record(AuditEvent(.decision), sealing: "1")
    bench.clock.advance(by: .seconds(3_600))
    try await bench.log.record(AuditEvent(.decision), sealing: "2")
    bench.clock.advance(by: Self.year - .seconds(1_800))
    #expect(try await bench.log.prune(by: rule) == 3)
    var entries = try await bench.entries()
    #expect(entries.map(\.event.kind) == [.decision, .segment, .retention])
    #expect(entries[1].segmentEnvelope?.segment == 2)
    func subjects() throws -> [String] {
      var opener = try SubjectOpener(as: bench.deputy.certificate, with: bench.deputy.key)
      for entry in entries { opener.note(entry) }
      return try entries.compactMap { entry in try opener.subject(of: entry) }
    }
    #expect(try subjects() == ["2"])
    _ = try await AuditVerifier.report(on: bench.store)
    // The key goes when nothing needs it any more.
    bench.clock.advance(by: Self.year)
    try await bench.log.record(AuditEvent(.decision), sealing: "3")
    bench.clock.advance(by: .seconds(86_400 * 3))
    #expect(try await bench.log.prune(by: rule) == 3)
    entries = try await bench.entries()
    #expect(try subjects() == ["3"])
    #expect(!entries.contains { $0.segmentEnvelope?.segment == 2 })
  }

  @Test func checkpointsAndWitnessesOutliveARemoval() async throws {
    let (key, signer) = try bench.signer()
    try await bench.write(3)
    let early = try #require(try await bench.log.checkpoint(by: signer))
    bench.clock.advance(by: Self.year)
    try await bench.write(3)
    #expect(try await bench.log.prune(by: rule) == 6)
    let late = try #require(try await bench.otherProcess().checkpoint(by: signer))
    #expect(late.log == early.log)
    let report = try await AuditVerifier.report(on: bench.store, witnessed: [early, late])
    #expect(report.witnessed == 1)
    #expect(report.keys.count == 1)
    // The key is brought in again, since the entry that did so is gone; it may be named instead.
    let fingerprint = report.keys[0].fingerprint
    #expect(
      try await AuditVerifier.report(on: bench.store, trusting: [fingerprint]).keys.map(\.ground) == [
        .trusted
      ])
    let (_, next) = try bench.signer(replacing: key)
    try await bench.write(1)
    _ = try await bench.otherProcess().checkpoint(by: next)
    #expect(
      try await AuditVerifier.report(on: bench.store, trusting: [fingerprint]).keys.map(\.ground) == [
        .trusted, .vouched(by: fingerprint),
      ])
  }
}
