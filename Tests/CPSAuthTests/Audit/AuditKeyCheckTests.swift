import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// One epoch, one key.
@Suite struct AuditKeyCheckTests {
  private let bench: AuditBench

  init() throws { bench = try AuditBench() }

  private func key(_ byte: UInt8, epoch: String = "2026-11") throws(CPSError) -> AuditKey {
    try AuditKey(epoch: epoch, SecretBytes(copying: [UInt8](repeating: byte, count: 32)))
  }

  private func checks() async throws -> [AuditKeyCheck] {
    try await bench.entries().compactMap { AuditKeyCheck($0.event) }
  }

  @Test func anEpochIsIntroducedOnceWhoeverComes() async throws {
    for _ in 0..<3 { try await bench.log.adopt(try key(1)) }
    try await bench.otherProcess().adopt(try key(1))
    try await bench.write(1_100)
    try await bench.otherProcess().adopt(try key(1))
    #expect(try await checks() == [try key(1).check()])
    #expect(try await bench.entries().map(\.event.kind).prefix(2) == [.genesis, .auditKey])
    #expect(try await AuditVerifier.verify(bench.store)?.sequence == 1_102)
  }

  @Test func `another key under the name of the epoch is refused, after a restart and on another host`()
    async throws
  {
    try await bench.write(3)
    try await bench.log.adopt(try key(1))
    try await bench.write(600)
    let before = try await bench.records().count
    for log in [bench.log, bench.otherProcess()] {
      do {
        try await log.adopt(try key(2))
        Issue.record("two keys, one epoch")
      } catch {
        #expect(error == CPSError(.auditKeyExchanged))
        #expect(error.values == ["epoch": "2026-11", "entry": "5"])
        #expect(error.message(in: .english).contains("epoch 2026-11 began (entry 5)"))
        #expect(error.hint(in: .french).contains("audit-epoch"))
      }
    }
    // Nothing was written by those who were refused, and the right key goes on.
    #expect(try await bench.records().count == before)
    try await bench.log.adopt(try key(1))
  }

  @Test func aNewEpochMayHaveANewKeyAndTheOldOneKeepsIts() async throws {
    try await bench.log.adopt(try key(1))
    try await bench.log.adopt(try key(2, epoch: "2026-12"))
    try await bench.log.adopt(try key(1))
    await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(2)) }
    await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(1, epoch: "2026-12")) }
    #expect(try await checks().map(\.epoch) == ["2026-11", "2026-12"])
  }

  @Test func `CC-10 of many hosts that begin an epoch with different keys at once, one key wins`()
    async throws
  {
    let results = await withTaskGroup(of: (UInt8, CPSError?).self) { group in
      for number in UInt8(0)..<16 {
        let log = bench.otherProcess()
        group.addTask {
          do {
            try await log.adopt(try key(number % 4))
            return (number % 4, nil)
          } catch { return (number % 4, error as? CPSError) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let checks = try await checks()
    #expect(checks.count == 1)
    for (byte, error) in results {
      let isWinner = try key(byte).check() == checks.first
      #expect(error == (isWinner ? nil : CPSError(.auditKeyExchanged)))
    }
    #expect(results.filter { $0.1 == nil }.count == 4)
  }

  @Test func `what the log says of an epoch outlives the entries that are removed`() async throws {
    try await bench.log.adopt(try key(1))
    try await bench.write(3)
    bench.clock.advance(by: AuditRetention.shortest + .seconds(86_400))
    try await bench.write(2)
    let rule = try AuditRetention(keepingFor: AuditRetention.shortest)
    #expect(try await bench.log.prune(by: rule) == 5)
    #expect(try await checks() == [try key(1).check()])
    await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(2)) }
    try await bench.log.adopt(try key(1))
    #expect(try await AuditVerifier.verify(bench.store) != nil)
  }

  @Test func aLogThatCannotBeWrittenBeginsNoEpoch() async throws {
    try await bench.write(1)
    bench.store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.log.adopt(try key(1)) }
    bench.store.fail(nil)
    try await bench.log.adopt(try key(1))
    // What needs no entry needs no room.
    bench.store.fail(.audit)
    try await bench.log.adopt(try key(1))
    await expect(.auditKeyExchanged) { try await bench.log.adopt(try key(2)) }
  }

  /// docs/audit.md, section 2, written out by hand.
  @Test func theCheckIsThatOfTheDocument() async throws {
    try await bench.log.adopt(try key(7))
    let event = try #require(try await bench.entries().last?.event)
    let code = try MessageAuthentication.hmacSHA256(
      key: [UInt8](repeating: 7, count: 32),
      message: Array("cpsauth audit key check 1\0".utf8) + Array("2026-11".utf8))
    #expect(event.facts == ["epoch": "2026-11", "check": Hexadecimal.encode(code)])
  }

  @Test func whatIsNoCheckIsPassedOver() async throws {
    var events = [AuditEvent(.logout), AuditEvent(.auditKey), AuditEvent(.auditKey), AuditEvent(.auditKey)]
    events[0].facts = ["epoch": "2026-11", "check": "00"]
    events[1].facts = ["epoch": "2026-11"]
    events[2].facts = ["epoch": "2026-11", "check": "x"]
    events[3].facts = ["check": "00"]
    for event in events { try await bench.log.record(event) }
    #expect(try await checks().isEmpty)
    try await bench.log.adopt(try key(1))
    #expect(try await checks().count == 1)
  }

  @Test func theKindIsFoundWithoutReadingTheRest() async throws {
    for kind in AuditEvent.Kind.allCases {
      let entry = AuditEntry(
        sequence: 1, time: ServiceBench.noon, environment: .synthetic, event: AuditEvent(kind))
      #expect(AuditEntry.kind(inEncoded: entry.encoded()) == kind)
    }
    let entry = AuditEntry(
      sequence: 1, time: ServiceBench.noon, environment: .synthetic, event: AuditEvent(.logout)
    ).encoded()
    for length in 0..<entry.count { #expect(AuditEntry.kind(inEncoded: Array(entry.prefix(length))) == nil) }
    #expect(AuditEntry.kind(inEncoded: [0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0]) == nil)
    #expect(AuditEntry.kind(inEncoded: [0, 4, 0, 0, 0, 1, 0x78]) == nil)
  }
}
