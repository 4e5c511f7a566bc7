import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@Suite struct AuditSealingTests {
  private static let number = "2550814168025"
  private let bench: AuditBench

  init() throws { bench = try AuditBench() }

  private func opener(_ officer: SealOfficer) async throws -> SubjectOpener {
    var opener = try SubjectOpener(as: officer.certificate, with: officer.key)
    for entry in try await bench.entries() { opener.note(entry) }
    return opener
  }

  private func expectBroken(
    at location: SourceLocation = #_sourceLocation, _ action: () throws -> String?
  ) {
    #expect(throws: CPSError(.auditSealBroken), sourceLocation: location) { _ = try action() }
  }

  @Test func aSubjectIsReadByItsRecipientsAndByNobodyElse() async throws {
    let receipt = try await bench.log.record(AuditEvent(.decision), sealing: Self.number)
    try await bench.log.record(AuditEvent(.logout))
    let entries = try await bench.entries()
    #expect(entries.map(\.event.kind) == [.genesis, .segment, .decision, .logout])
    #expect(receipt.sequence == 3)
    for reader in [bench.officer, bench.deputy] {
      var opener = try await opener(reader)
      #expect(try opener.subject(of: entries[2]) == Self.number)
      #expect(try opener.subject(of: entries[3]) == nil)
    }
    for record in try await bench.records() {
      #expect(record.content.firstRange(of: Array(Self.number.utf8)) == nil)
    }
    let stranger = try SealOfficer(1, key: .generateRSA(bits: 2_048))
    var curious = try await opener(stranger)
    expectBroken { try curious.subject(of: entries[2]) }
    #expect(throws: CPSError(.keyMismatch)) {
      _ = try SubjectOpener(as: bench.officer.certificate, with: bench.deputy.key)
    }
    #expect(try await AuditVerifier.verify(bench.store)?.sequence == 4)
  }

  @Test func aSealedSubjectOpensInItsOwnEntryOnly() async throws {
    for number in ["1", "2"] { try await bench.log.record(AuditEvent(.decision), sealing: number) }
    let entries = try await bench.entries()
    var opener = try await opener(bench.officer)
    var exchanged = entries[2].event
    exchanged.sealedSubject = entries[3].event.sealedSubject
    let forged = AuditEntry(sequence: 3, time: entries[2].time, environment: .synthetic, event: exchanged)
    expectBroken { try opener.subject(of: forged) }
    var elsewhere = entries[2].event
    elsewhere.segment = 77
    let lost = AuditEntry(sequence: 3, time: entries[2].time, environment: .synthetic, event: elsewhere)
    expectBroken { try opener.subject(of: lost) }
    #expect(entries[2].event.sealedSubject != entries[3].event.sealedSubject)
  }

  @Test func oneSubjectSealedTwiceLooksDifferent() async throws {
    for _ in 0..<2 { try await bench.log.record(AuditEvent(.decision), sealing: Self.number) }
    let sealed = try await bench.entries().compactMap(\.event.sealedSubject)
    #expect(Set(sealed).count == 2)
  }

  @Test func aKeyServesForADay() async throws {
    try await bench.log.record(AuditEvent(.decision), sealing: "1")
    bench.clock.advance(by: .seconds(86_399))
    try await bench.log.record(AuditEvent(.decision), sealing: "2")
    bench.clock.advance(by: .seconds(1))
    try await bench.log.record(AuditEvent(.decision), sealing: "3")
    bench.clock.advance(by: .seconds(-5))
    try await bench.log.record(AuditEvent(.decision), sealing: "4")
    let entries = try await bench.entries()
    #expect(entries.compactMap(\.event.sealedSubject).count == 4)
    #expect(entries.filter { $0.event.kind == .segment }.map(\.sequence) == [2, 5, 7])
    var opener = try await opener(bench.deputy)
    let subjects = try entries.compactMap { entry in try opener.subject(of: entry) }
    #expect(subjects == ["1", "2", "3", "4"])
  }

  @Test func eachProcessHasKeysOfItsOwn() async throws {
    let logs = [bench.log, bench.otherProcess()]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await logs[number % 2].record(AuditEvent(.decision), sealing: String(number))
        }
      }
      try await group.waitForAll()
    }
    let entries = try await bench.entries()
    let opened = Set(entries.filter { $0.event.kind == .segment }.map(\.sequence))
    #expect(Set(entries.compactMap(\.event.segment)) == opened)
    #expect(opened.count == 2)
    var opener = try await opener(bench.officer)
    let subjects = try entries.compactMap { entry in try opener.subject(of: entry) }
    #expect(Set(subjects) == Set((0..<40).map(String.init)))
  }

  @Test func `the key of one segment opens that segment alone`() async throws {
    try await bench.log.record(AuditEvent(.decision), sealing: "1")
    bench.clock.advance(by: AuditRetention.shortest)
    try await bench.log.record(AuditEvent(.decision), sealing: "2")
    let entries = try await bench.entries()
    let envelope = try #require(entries[1].segmentEnvelope)
    #expect(envelope.segment == 2)
    let opened = try SealedContent(der: envelope.envelope).open(
      with: bench.officer.key, of: bench.officer.certificate)
    guard let key = opened else { throw TestSupportError("not opened") }
    var opener = try SubjectOpener(segment: 2, key: key)
    let subjects = try entries.compactMap { entry in try opener.subject(of: entry) }
    #expect(subjects == ["1"])
    for length in [1, 16, 31, 33] {
      #expect(throws: CPSError(.inputMalformed)) {
        _ = try SubjectOpener(
          segment: 2, key: try SecretBytes(copying: [UInt8](repeating: 1, count: length)))
      }
    }
  }

  @Test func `FT-02 without randomness nothing is sealed and nothing written`() async throws {
    try await bench.log.record(AuditEvent(.logout))
    let blind = AuditLog(
      store: bench.store, clock: bench.clock, random: SilentRandomSource(), sealingTo: bench.recipients)
    await expect(.auditUnavailable) { try await blind.record(AuditEvent(.decision), sealing: Self.number) }
    #expect(try await bench.entries().map(\.event.kind) == [.genesis, .logout])
  }

  @Test func whatCouldNotBeWrittenIsSealedAnew() async throws {
    try await bench.log.record(AuditEvent(.logout))
    bench.store.fail(.audit)
    await expect(.auditUnavailable) {
      try await bench.log.record(AuditEvent(.decision), sealing: Self.number)
    }
    bench.store.fail(nil)
    try await bench.log.record(AuditEvent(.decision), sealing: Self.number)
    let entries = try await bench.entries()
    #expect(entries.map(\.event.kind) == [.genesis, .logout, .refusals, .segment, .decision])
    var opener = try await opener(bench.officer)
    #expect(try opener.subject(of: entries[4]) == Self.number)
  }

  @Test func theGateSealsWhomAnActIsAbout() async throws {
    let service = try ServiceBench(sealingTo: bench.recipients)
    let session = try await service.logIn().session
    _ = try? await service.gate.perform(
      Lookup.self, as: session, about: try NIR(Self.number)
    ) { permit in
      _ = try permit.redeem()
      return nil
    }
    let entries = try await service.entries()
    var opener = try SubjectOpener(as: bench.officer.certificate, with: bench.officer.key)
    for entry in entries { opener.note(entry) }
    let decision = try #require(entries.last { $0.event.kind == .decision })
    #expect(try opener.subject(of: decision) == Self.number)
  }
}
